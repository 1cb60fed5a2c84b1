import sys
# The operations of a dict, one by one.
row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}
print(sys.getsizeof(row))
row['a'] = 1
print(sys.getsizeof(row))
row['b'] = 2
print(sys.getsizeof(row))
del row['b']
print(sys.getsizeof(row))
print(row['route'], row.get('date'), row.get('nope'), row.get('nope', 0), 'a' in row, 'b' not in row, len(row))
print(row.pop('a'), row.pop('a', 'gone'), row.setdefault('n', 5), row.setdefault('n', 6), row.setdefault('none'))
print(sorted(row), sorted(row.keys()), len(row.values()), row == dict(row), row != {}, row is row)
other = row.copy()
other.update({'x': 1})
other.update([('y', 2), ('z', 3)], w=4)
other.update(v=5)
print(sorted(other), other.__sizeof__())
item = other.popitem()
print(len(item), len(other))
row = other
row['k'] = 0
row['k'] += 7
print(other['k'], row is other)
other.clear()
print(row, sys.getsizeof(row), not row, bool(other))
del other
row[1] = row[1.0] = row[True] = 'same key'
row[None] = row[(1, (2, 3))] = row[10**30] = row[-1] = row[1.5] = row[b'b'] = row[frozenset([1])] = row[1j] = 0
print(len(row), row[1], row[1.0], row[(1, (2, 3))], row[10**30], row[frozenset([1])], row[None])
