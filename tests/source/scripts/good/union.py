# "|" is an operation of dicts from 3.9 on; before, the script ends with a TypeError.
a = {'x': 1, 'y': 2}
b = {'y': 3, 'z': 4}
c = a | b
print(c, a, b)
c |= {'w': 5}
c |= [('v', 6)]
print(c, a | {} | b | {'q': 1})
a |= a
print(a)
