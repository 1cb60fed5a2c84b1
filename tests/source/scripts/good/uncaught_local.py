class P(object):
    def go(self, n):
        print(zz)
        zz = 1
P().go(1)
