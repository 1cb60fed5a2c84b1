# -*- coding: utf-8 -*-
"""A text at the beginning."""
import sys; from sys import getsizeof as size

if True: d = {}; d['a'] = 1; print(d)   # several statements in a line

d = {
    'k': 1,   # a comment within brackets

    'l': [1,
          2],
}
x = 1 + \
    2
if (x ==
        3): print('three')
if x:
	print('a tab')
	if x > 1:
		print('two tabs')
elif not x:
  print('two spaces')
else:
        print('eight')
class A(object):
    def __init__(self): self.a = 1; self.b = 2
for i in range(2): pass
else: print('done')
try: y = d['k']
except KeyError: y = 0
finally: print(y)
print("a" "b"
      'c'); print((1)); print(((2)))
if x: pass; pass
print(size({}) > 0, sys.version_info >= (2, 7), __name__)
if sys.version_info[0] == 2:
    print('two')
else:
    print('three')
    
   
# the end, without a line end
print('end')