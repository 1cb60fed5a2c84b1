# What an empty dict costs
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

display = {}
print(sys.getsizeof(display))

call = dict()
print(sys.getsizeof(call))

# One item brings the first table; taking it out again leaves the table where it is.
emptied = {'item': 1}
del emptied['item']
print(sys.getsizeof(emptied))

# clear() lets the table go.
emptied.clear()
print(sys.getsizeof(emptied))
