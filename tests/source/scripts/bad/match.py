d = {'a': 1}
match d:
    case {}: pass
d['never'] = 1
