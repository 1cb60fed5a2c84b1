d = {'a': 1}
import sys
sys.getsizeof([1])
d['never'] = 1
