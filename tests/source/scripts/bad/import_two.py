d = {'a': 1}
import sys, os
d['never'] = 1
