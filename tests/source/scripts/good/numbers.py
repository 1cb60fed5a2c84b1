from __future__ import print_function
# Numbers of every type and size, with every operator.
print(1, -1, 10**20, -10**20, 2**64 % 7, -7 // 2, -7 % 3, 7 // -2, 7 % -3, 1 << 70, (1 << 70) >> 60, -(1 << 70) >> 3)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 255, (1 << 80) & (1 << 79) - 1, -(1 << 65) | 5, (1 << 65) ^ -1)
print(-12345678901234567890 & 0xffffffffffffffff, -9223372036854775808, -9223372036854775808 // -1, 9223372036854775807 + 1)
print(1.5, 0.1 + 0.2, 1e100, -0.0, 1e16, 123456789.123, 2.0**0.5, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 1e-7)
print(float('inf'), float('-inf'), float('nan'), 1e300 * 1e10, 5e-324, 1.7976931348623157e308)
print(7 / 2, -7 / 2, 7.0 / 2, 10 ** -2, (-2) ** 3, -2 ** 2, 2 ** 3 ** 2, not 1 == 2, -(-5), +5, ~-1, -True)
print(True + 1, True & False, True | False, True ^ True, 5 and 0, 0 or 'x', 1 < 2 < 3, 1 < 3 < 2, 3 == 3.0, 1 == 1.0 == True)
print(abs(-5), abs(-5.5), abs(-10**20), divmod(-7, 2), divmod(7.5, 2), pow(2, 10), min(3, 1.0, 2), max([4, 9, 2]), sum([1, 2, 3]))
print(int('42'), int('-0x1f', 16), int(' 12 '), int(3.99), int(-3.99), int('zz', 36), float('1.5'), float(3), bool(''), bool('a'))
print(hex(255), bin(5), hex(-255), 1j, 2 + 3j, -1j, (1 + 2j) * (3 - 1j), abs(3 + 4j))
total = 1
for i in range(1, 30):
    total *= i
print(total, total % 1000007, total // 10**20, -total // 7, total >> 50, total & 0xffff)
x = 5
x += 3; x *= 2; x -= 1; x //= 2; x **= 2; x %= 10; x <<= 3; x |= 1; x ^= 2; x &= 0xff
print(x, hash(1), hash(-1), hash(2**61 - 1), hash(10**20), hash(1.5), hash((1, 2)), hash(True))
