# -*- coding: latin-1 -*-
d = {'é': 1}
