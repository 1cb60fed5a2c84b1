d = {'a': 1}
import os
d['never'] = 1
