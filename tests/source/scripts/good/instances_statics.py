class S(object):
    def later(self):
        self.one = 1
        self.two = 2
        self.three += 1
        del self.four
    def other(me):
        me.five = 1
s = S()
print(vars(s), vars(s).__sizeof__())
s.two = 2
s.other()
print(vars(s), vars(s).__sizeof__())
