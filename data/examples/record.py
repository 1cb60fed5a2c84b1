# A record that grows
# SPDX-License-Identifier: GPL-3.0-or-later

row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}

row['a'] = 1
row['b'] = 2
del row['b']
