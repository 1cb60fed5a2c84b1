# A script says how it wants to be shown.
# dictoscope: version=3.14.10,2.7.18 hash-seed=42 step=2 name=row
row = {'a': 1}
row['b'] = 2
