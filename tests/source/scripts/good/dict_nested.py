from __future__ import print_function
# Dicts in dicts and in lists, and several names for one dict.
n = {'x': {'y': {'z': 1}}, 'l': [1, 2]}
n['x']['y']['z'] += 1
n['x']['w'] = {}
n['x']['w']['v'] = (1, 2)
m = n['x']
del n['x']
print(sorted(m), n, m['y'].get('z'), m.get('w', {}).get('v'))
for v in m.values():
    v['t'] = 1
for k, v in m.items():
    v['u'] = k
print(sorted(m['y']), sorted(m['w']))
rows = [{'id': i, 'name': 'n%d' % i} for i in range(3)]
rows[1]['id'] = 10
rows.append({'id': 5, 'name': 'x'})
for r in rows:
    r['seen'] = True
print([r['id'] for r in rows], sum(r['id'] for r in rows), len(rows), rows[0]['seen'])
by_id = {}
for r in rows:
    by_id[r['id']] = r
print(sorted(by_id), by_id[10]['name'], by_id[5] is rows[3])
p = q = {}
p['k'] = 1
print(q, p is q, {1: {2: 3}} == {1: {2: 3}}, {1: {2: 3}} == {1: {2: 4}}, {'a': 1} == {'a': 1, 'b': 2})
inner = by_id.pop(5)
inner['more'] = 1
by_id.setdefault('new', {})['k'] = 1
print(rows[3]['more'], by_id['new'], len({}.copy()), ({} or {'a': 1})['a'])
w = {'self': 1}
w.update(w)
w.update()
w['copy'] = w.copy()
w = 5
print(w)
