from __future__ import division, unicode_literals
from __future__ import (print_function, absolute_import)
print(7 / 2, 6 / 3, 7 // 2, len('\u20ac'), 'a' == b'a')
x = 7
x /= 2
d = {'k': x}
print(x, d['k'], end='!\n')
