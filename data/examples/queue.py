# A queue with holes
# SPDX-License-Identifier: GPL-3.0-or-later

import sys

queue = {}
for n in range(5):
    queue[n] = 'job ' + str(n)

# One comes in at the end and one leaves at the front, so there are never more than six.
# Each one that left is a hole, until the table is built anew.
for n in range(5, 16):
    queue[n] = 'job ' + str(n)
    queue.pop(n - 5)
    print(sys.getsizeof(queue))
