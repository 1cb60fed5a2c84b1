class Node(object):
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
    def push(self, v):
        n = Node(v, self)
        return n
    def length(self):
        if self.next is None:
            return 1
        return 1 + self.next.length()
head = Node(1)
for i in range(5):
    head = head.push(i)
print(head.length(), head.next.next.value, vars(head.next).__sizeof__())
n = head
while n is not None:
    print(n.value)
    n = n.next
