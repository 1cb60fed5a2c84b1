d = {'a': 1}
from collections import OrderedDict
d['never'] = 1
