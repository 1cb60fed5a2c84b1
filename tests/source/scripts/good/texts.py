from __future__ import print_function
# Texts: literals, operators, formats and the methods of the subset.
print('a' + 'b' * 3, 'ab' 'cd', 3 * 'x', 'abc'[1], 'abc'[-1], 'abcdef'[::2], 'abc'[::-1], 'abc'[1:], 'abc'[:-1], len('abc'))
print('tab\there', r'raw\n', """triple
line""", '''it's''', 'say "hi"', 'both \' and "', repr('both \' and "'), repr("it's"), '\\', repr('\\'), '\x41\101\
continued')
print(repr('\t\r\n\x00\x7f'), '\q' == '\\q', 'a' in 'abc', 'x' not in 'abc', '' in 'abc', 'a' < 'b', 'Z' < 'a')
print('%d %s %r %05d %x %-5d| %5s| %.2f %e %g %% %+d %#x %c%c %.3s' % (1, 'a', 'b', 42, 255, 7, 'z', 3.14159, 12345.678, 0.0001, 5, 255, 65, 'B', 'abcdef'))
print('%s' % None, '%s' % [1], '%r' % ('x',), '%s' % (('a', 1),), '%s' % {'a': 1})
print('{0} {1} {0}'.format('a', 5), '{} {}'.format(1, 2), '{:05d} {:>6} {!r} {x}'.format(42, 'ab', 'q', x=1), '{{}}'.format())
print('{:,} {:.3f} {:>5}|{:<5}|{:^5}|{:*^7} {:+d} {:X} {:o} {:b} {:#x} {:e} {:%}'.format(1234567, 2.0, 'a', 'b', 'c', 'x', 5, 255, 8, 5, 255, 12345.678, 0.25))
print('x,y'.split(','), ' a  b '.split(), '-'.join(['a', 'b']), ''.join([]), 'A'.lower(), 'b'.upper(), '5'.zfill(3), '-5'.zfill(4))
print('abc'.startswith('ab'), 'abc'.endswith('bc'), str(5), str(1.0), str(None), str([1, 'a']), repr((1, 'x')), chr(65), ord('a'))
for c in 'abc':
    print(c, end=' ')
print('end', 'of', 'line', sep='-')
print(b'abc'[0:1] == b'a', len(b'a\x00b'), b'a' + b'b', {b'k': 1})
