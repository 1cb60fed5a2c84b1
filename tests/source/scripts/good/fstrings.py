# f-strings, from 3.6 on.
d = {}
name, n, x = 'key', 42, 2.5
for i in range(3):
    d[f'k{i}'] = f'{name}-{i}'
print(d, f'{n}', f'{n:05d}', f'{x:.2f}', f'{name!r}', f'{name:>6}|', f'{name!r:>8}', f'{{literal}}', f'{n + 1}', f"{d['k1']}", f'', f'{n}{n}')
print(f'{n:>{n - 35}}', f'a{1}' 'b{1}' f'c{2}', rf'\{n}', f'{"nested"}', f'{[1, 2]} {(3,)} {None}', f"{'a' if n else 'b'}", f'{n:x} {n:#o} {n:,}')
print(f"""{
n}""", f'{n!s}', F'{name}', 1_000_000, 0x_ff)
