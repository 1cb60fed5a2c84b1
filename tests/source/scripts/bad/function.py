d = {'a': 1}
def f(x):
    return x
d['never'] = 1
