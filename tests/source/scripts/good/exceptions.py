from __future__ import print_function
# Exceptions that are caught, and the steps that raised them.
d = {'a': 1}
try:
    d['b']
except KeyError as e:
    print('caught', e, repr(e))
try:
    e
except NameError:
    print('gone')
try:
    d[[]] = 1
except TypeError as e:
    print(e)
try:
    for k in d:
        d['new'] = 1
except RuntimeError as e:
    print(e, len(d))
try:
    {}.popitem()
except (TypeError, KeyError) as e:
    print(e)
try:
    try:
        1 // 0
    except KeyError:
        print('never')
    finally:
        print('finally')
except ArithmeticError:
    print('outer')
else:
    print('never')
try:
    pass
except Exception:
    print('never')
else:
    print('else')
for i in range(3):
    try:
        if i == 1: continue
        int('x' * i)
    except ValueError as e:
        print(i, e)
    finally:
        print('each', i)
try:
    d.update([(1, 2), (3, 4), 5])
except TypeError:
    print(sorted(d.items(), reverse=False)[:2] if False else len(d))
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    assert d == {}, 'not empty'
except AssertionError as e:
    print(e)
try:
    missing
except:
    print('bare')
