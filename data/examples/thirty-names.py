# The thirtieth name is one too many
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

class Settings(object):
    def __init__(self, count):
        for i in range(count):
            setattr(self, 'option%02d' % i, i)

# From CPython 3.11 on, shared keys have room for thirty names, and each instance that is made takes one of them away.
s = Settings(29)
print(sys.getsizeof(s.__dict__))

# One name more, and the instance gets a whole table of its own.
s.option29 = 29
print(sys.getsizeof(s.__dict__))
