# SPDX-License-Identifier: GPL-3.0-or-later
# dsc-witness-probe.py: runs scripts in a real interpreter and tells what the memory of their dicts holds after each statement.
#
# Started as "python dsc-witness-probe.py PLAN". The plan says where each member of CPython's structs should lie; nothing about
# that is known here, so a wrong offset shows. Written for every Python from 2.7 on. Each line that is printed is one JSON object:
#
#   {"hello": ..}                       what interpreter this is, and addresses that have a meaning
#   {"script": i}                       script i of the plan begins
#   {"at": n, "told": [..], "gone": [..], "out": ".."}    __dictoscope__(n) was reached: variables that changed since the last line
#   {"end": i, "error": ".."}           script i is over; the last line of the traceback, if there was one
#
# Only changes are told: of a block of memory the pieces of bytes that are not the same as before, of its entries those within.
import sys


def main():
    import binascii
    import ctypes
    import gc
    import json
    import os
    import platform
    import struct
    import time
    import types

    with open(sys.argv[1]) as stream:
        plan = json.load(stream)
    word_size = plan['word']
    python2 = sys.version_info[0] == 2
    string_at = ctypes.string_at
    py_object = ctypes.py_object
    unpack_word = struct.Struct('=Q' if word_size == 8 else '=I').unpack_from
    unpackers = dict((size, struct.Struct(code).unpack_from) for size, code in ((1, '=B'), (2, '=H'), (4, '=I'), (8, '=Q')))
    old_class = getattr(types, 'ClassType', None)
    old_instance = getattr(types, 'InstanceType', None)
    leaves = set([int, float, complex, bool, str, bytes, type(None), type(u''), type(2 ** 100)])

    # ------------------------------------------------------------------ what is printed

    out = os.dup(1)
    pending = []
    state = {'bytes': 0, 'time': time.time()}

    def flush():
        data = ''.join(pending).encode('ascii')
        del pending[:]
        state['bytes'] = 0
        state['time'] = time.time()
        while data:
            data = data[os.write(out, data):]

    encode = json.JSONEncoder(separators=(',', ':')).encode

    def tell(line):
        text = encode(line)
        pending.append(text)
        pending.append('\n')
        state['bytes'] += len(text)
        if state['bytes'] > 32768 or time.time() - state['time'] > 1:
            flush()

    class Paper(object):
        """What print writes to."""
        encoding = 'utf-8'
        errors = 'strict'
        closed = False

        def __init__(self):
            self.pieces = []

        def write(self, text):
            self.pieces.append(text)
            return len(text)

        def writelines(self, texts):
            self.pieces.extend(texts)

        def flush(self):
            pass

        def isatty(self):
            return False

        def take(self):
            pieces, self.pieces = self.pieces, []
            if not python2:
                return ''.join(pieces)
            raw = b''.join(piece if isinstance(piece, bytes) else piece.encode('utf-8') for piece in pieces)
            return raw.decode('utf-8', 'replace')

    # ------------------------------------------------------------------ memory

    def member(block, name):
        place = plan[block]['members'].get(name)
        if place is None:
            return None
        offset, size = place
        unpack = unpackers[size]
        return lambda data, base=0: unpack(data, base + offset)[0]

    dict_size = plan['dict']['size']
    keys_size = plan['keys']['size']
    get_ma_keys = member('dict', 'ma_keys')
    get_ma_values = member('dict', 'ma_values')
    get_ma_table = member('dict', 'ma_table')
    get_ma_mask = member('dict', 'ma_mask')
    get_dk_size = member('keys', 'dk_size')
    get_dk_log2 = member('keys', 'dk_log2_size')
    get_dk_kind = member('keys', 'dk_kind')
    get_dk_usable = member('keys', 'dk_usable')
    get_dk_nentries = member('keys', 'dk_nentries')
    general, unicode_ = plan['general'], plan['unicode']      # entries: size, offset of the key, offset of the value
    tables = plan['tables']                                   # by log2 of the slots: bytes of a keys object (both kinds), of its indices
    values_rule = plan['values']
    instance_size = plan['instance']['size']
    pre_size = plan['pre']['size']
    pre_told = plan['pre']['told']                            # without the collector's part
    get_instance_dict = member('instance', '__dict__') or None
    get_pre_dict = member('pre', '__dict__')
    get_pre_values = member('pre', 'values_ptr')
    get_pre_either = member('pre', 'dict_or_values')
    inline_values = plan['inline']                            # offset of the values behind the header
    get_capacity = member('inline_header', 'capacity')
    get_embedded = member('inline_header', 'embedded')
    get_valid = member('inline_header', 'valid')

    def object_at(address):
        return ctypes.cast(address, py_object).value

    def log2(n):
        return n.bit_length() - 1

    # A block told: name, address, bytes, and the entries in it: (first offset, stride, number, offset of key or None, of value).

    def read_keys(address):
        head = string_at(address, keys_size)
        if get_dk_log2 is not None:
            exponent = get_dk_log2(head)
            entry = general if get_dk_kind(head) == 0 else unicode_
        else:
            exponent = log2(get_dk_size(head))
            entry = general
        sizes = tables[exponent]
        size = sizes[0] if entry is general else sizes[1]
        data = string_at(address, size)
        if get_dk_nentries is not None:
            n = get_dk_nentries(head)
        else:
            n = 1 << exponent
        room = n if get_dk_nentries is None else n + get_dk_usable(head)
        return ('keys', address, data, (keys_size + sizes[2], entry[0], n, entry[1], entry[2])), room

    def read_values(pointer, room):
        """ma_values points here, except where the values lie inside of an instance."""
        if values_rule == 'array':
            return ('values', pointer, string_at(pointer, room * word_size), (0, word_size, room, None, 0))
        if values_rule == 'prefix':
            prefix = unpackers[1](string_at(pointer - 1, 1), 0)[0]
            start = pointer - prefix
            return ('values', start, string_at(start, prefix + room * word_size), (prefix, word_size, room, None, 0))
        return read_struct('values', pointer)

    def read_struct(name, pointer):
        head = string_at(pointer, inline_values)
        capacity = get_capacity(head)
        size = inline_values + capacity * (word_size + 1)     # a byte of order for each
        n = capacity if get_valid(head) or not get_embedded(head) else 0      # what is not valid points at what is gone
        return (name, pointer, string_at(pointer, size), (inline_values, word_size, n, None, 0))

    def read_dict(address, blocks, owner):
        """owner: address of an instance whose values are told anyway; 0: none."""
        data = string_at(address, dict_size)
        if get_ma_table is not None:
            n = get_ma_mask(data) + 1
            table = get_ma_table(data)
            inside = address <= table < address + dict_size
            start = table - address if inside else 0
            entries = (start, general[0], n, general[1], general[2])
            blocks.append(('dict', address, data, entries if inside else None))
            if not inside:
                blocks.append(('table', table, string_at(table, n * general[0]), entries))
            return
        blocks.append(('dict', address, data, None))
        keys, room = read_keys(get_ma_keys(data))
        blocks.append(keys)
        values = get_ma_values(data)
        if values == 0 or values == owner:
            return
        block = read_values(values, room)
        if values_rule == 'inline' and get_embedded(block[2]):
            block = ('values' if owner else 'instance.values',) + block[1:]      # of another instance, whose dict this one has been given
        blocks.append(block)

    cached_keys = [None]

    def class_keys(cls):
        if cached_keys[0] is None:
            return 0
        return unpack_word(string_at(id(cls) + cached_keys[0], word_size), 0)[0]

    def read_instance(address, cls, blocks):
        """Blocks of an instance of a new-style class; returns the address of its dict, 0: none."""
        own = string_at(address, instance_size)
        blocks.append(('instance', address, own, None))
        holder, values = 0, 0
        pre = b''
        if pre_told:
            pre = string_at(address - pre_size, pre_told)
            blocks.append(('instance.pre', address - pre_size, pre, None))
        if get_instance_dict is not None:
            holder = get_instance_dict(own)
        elif get_pre_either is not None:
            word = get_pre_either(pre)
            if word & 1:
                values = word + 1
            else:
                holder = word
        elif get_pre_dict is not None:
            holder = get_pre_dict(pre)
            if get_pre_values is not None:
                values = get_pre_values(pre)
        inside = 0
        if values_rule == 'inline':
            inside = address + instance_size
            blocks.append(read_struct('instance.values', inside))
        if holder:
            read_dict(holder, blocks, inside)
        else:
            shared = class_keys(cls)
            if shared:
                keys, room = read_keys(shared)
                blocks.append(keys)
                if values:
                    blocks.append(read_values(values, room))
        return holder

    # ------------------------------------------------------------------ words for objects

    def describe(thing):
        kind = type(thing)
        try:
            text = repr(thing)
        except Exception:
            return '<no repr>'
        if ' at 0x' in text:
            text = '<%s object>' % kind.__name__
        if len(text) > 200:
            text = text[:200] + '...(%d)' % len(text)
        if isinstance(text, bytes) and not isinstance(text, str):
            text = text.decode('latin-1')
        return text

    class Subject(object):
        """What was told last of one variable."""
        __slots__ = ('kind', 'facts', 'blocks', 'kept', 'soft')

        def __init__(self, kind):
            self.kind = kind
            self.facts = None
            self.blocks = {}
            self.kept = {}       # objects whose text was told stay alive, so that their addresses get no new meaning
            self.soft = {}       # those whose text can change

    def find_changes(old, new, start, size, pieces):
        if old[start:start + size] == new[start:start + size]:
            return
        if size <= 64:
            pieces.append((start, min(size, len(new) - start)))
            return
        half = (size // 2 + 63) & ~63
        find_changes(old, new, start, half, pieces)
        find_changes(old, new, start + half, size - half, pieces)

    def tell_entry(subject, block, data, entries, i, told):
        first, stride, n, key_offset, value_offset = entries
        base = first + i * stride
        texts = [None, None]
        for j, offset in ((0, key_offset), (1, value_offset)):
            place = (block[0], i, j)
            if offset is None:
                continue
            if unpack_word(data, base + offset)[0] == 0:
                subject.kept.pop(place, None)
                subject.soft.pop(place, None)
                continue
            thing = py_object.from_address(block[1] + base + offset).value
            texts[j] = describe(thing)
            if type(thing) in leaves:
                subject.kept[place] = thing
                subject.soft.pop(place, None)
            else:
                subject.kept.pop(place, None)
                subject.soft[place] = texts[j]
        told.append([i, texts[0], texts[1]])

    def forget(subject, name, first, last):
        """What is remembered of the entries first .. last - 1 of a block; last None: of all."""
        for places in (subject.kept, subject.soft):
            for place in [place for place in places if place[0] == name and place[1] >= first and (last is None or place[1] < last)]:
                del places[place]

    def tell_block(subject, block):
        """None: nothing changed."""
        name, address, data, entries = block
        old = subject.blocks.get(name)
        pieces = []
        wanted = set()
        if old is None or len(old[2]) != len(data) or old[1] != address or old[3] is None or entries is None or old[3][:2] != entries[:2]:
            if old is not None and old[1:] == block[1:]:
                return None
            forget(subject, name, 0, None)
            pieces.append((0, len(data)))
        else:
            find_changes(old[2], data, 0, len(data), pieces)
            if entries[2] > old[3][2]:
                wanted.update(range(old[3][2], entries[2]))
            elif entries[2] < old[3][2]:
                forget(subject, name, entries[2], old[3][2])
            elif not pieces:
                return None
        told = []
        if entries is not None:
            first, stride, n = entries[:3]
            for start, size in pieces:
                if start + size > first:
                    wanted.update(range(max((start - first) // stride, 0), min((start + size - 1 - first) // stride + 1, n)))
            for i in sorted(wanted):
                tell_entry(subject, block, data, entries, i, told)
        subject.blocks[name] = block
        return {'block': name, 'address': address, 'size': len(data), 'n': entries[2] if entries is not None else 0,
                'bytes': [[start, binascii.hexlify(data[start:start + size]).decode('ascii')] for start, size in pieces], 'entries': told}

    def tell_soft(subject):
        """Values whose text changed though their address did not."""
        told = []
        for (name, i, j), text in list(subject.soft.items()):
            block = subject.blocks[name]
            first, stride, n, key_offset, value_offset = block[3]
            offset = first + i * stride + (value_offset if j else key_offset)
            new = describe(py_object.from_address(block[1] + offset).value)
            if new != text:
                subject.soft[name, i, j] = new
                told.append([name, i, j, new])
        return told

    def look(subject, value):
        """What is new about a variable since the last look; None: nothing."""
        blocks = []
        facts = {}
        address = id(value)
        if subject.kind == 'dict':
            read_dict(address, blocks, 0)
            facts['getsizeof'] = sys.getsizeof(value)
            facts['sizeof'] = value.__sizeof__()
            facts['tracked'] = gc.is_tracked(value)
        elif subject.kind == 'class':
            shared = class_keys(value)
            if shared:
                blocks.append(read_keys(shared)[0])
        else:
            if subject.kind == 'instance':
                holder = read_instance(address, type(value), blocks)
                facts['instance_getsizeof'] = sys.getsizeof(value)
                facts['basicsize'] = type(value).__basicsize__
                facts['type'] = id(type(value))
            else:
                holder = id(value.__dict__)
                read_dict(holder, blocks, 0)
            if holder:
                held = object_at(holder)
                facts['getsizeof'] = sys.getsizeof(held)
                facts['sizeof'] = held.__sizeof__()
                facts['tracked'] = gc.is_tracked(held)
                del held
        names = set(block[0] for block in blocks)
        lost = [name for name in subject.blocks if name not in names]
        for name in lost:
            del subject.blocks[name]
            forget(subject, name, 0, None)
        told = [line for line in [tell_block(subject, block) for block in blocks] if line is not None]
        soft = tell_soft(subject) if subject.soft else []
        if not told and not lost and not soft and facts == subject.facts:
            return None
        subject.facts = facts
        return {'kind': subject.kind, 'facts': facts, 'blocks': told, 'lost': lost, 'soft': soft}

    # ------------------------------------------------------------------ variables

    heap_type = 1 << 9

    def kind_of(value):
        kind = type(value)
        if kind is dict:
            return 'dict'
        if kind is type:
            return 'class' if value.__flags__ & heap_type else None
        if old_instance is not None and kind is old_instance:
            return 'old' if value.__class__.__module__ == '__main__' else None
        if type(kind) is type and kind.__flags__ & heap_type and kind.__module__ == '__main__':
            return 'instance'
        return None

    subjects = {}
    namespace = {}
    paper = Paper()

    def look_around():
        told = []
        seen = 0
        for name in list(namespace):
            value = namespace[name]
            kind = kind_of(value)
            if kind is None or name[:2] == '__':
                continue
            subject = subjects.get(name)
            if subject is None or subject.kind != kind:
                subject = subjects[name] = Subject(kind)
                subject.facts = 0
            seen += 1
            line = look(subject, value)
            if line is not None:
                line['name'] = name
                told.append(line)
        value = None
        gone = []
        if seen != len(subjects):
            gone = [name for name in subjects if name not in namespace or kind_of(namespace[name]) is None]
            for name in gone:
                del subjects[name]
        return told, gone

    def checkpoint(n):
        told, gone = look_around()
        line = {'at': n}
        if told:
            line['told'] = told
        if gone:
            line['gone'] = gone
        if paper.pieces:
            line['out'] = paper.take()
        tell(line)

    # ------------------------------------------------------------------ what interpreter this is

    def learn_cached_keys():
        """The member of a class that holds the shared keys: the only word that says so in two classes."""
        if get_ma_keys is None:
            return
        found = None
        for _ in range(2):
            cls = type('Sample', (object,), {})
            kept = [cls(), cls()]
            for thing in kept:
                thing.some = 1
            address = get_ma_keys(string_at(id(kept[1].__dict__), dict_size))
            data = string_at(id(cls), type.__basicsize__)
            here = set(i for i in range(0, len(data) - word_size + 1, word_size) if unpack_word(data, i)[0] == address)
            found = here if found is None else found & here
        if len(found) == 1:
            cached_keys[0] = found.pop()

    def hello():
        learn_cached_keys()
        line = {'implementation': platform.python_implementation(), 'version': list(sys.version_info[:3]), 'level': sys.version_info[3],
                'dict_type': id(dict), 'hash_none': hash(None), 'knows_class_keys': cached_keys[0] is not None,
                'big': sys.byteorder != 'little'}
        emptied = {1: 1}
        emptied.clear()
        data = string_at(id(emptied), dict_size)
        if get_ma_keys is not None:
            other = {'s': 1}
            other.clear()
            keys = get_ma_keys(data)
            if get_ma_keys(string_at(id(other), dict_size)) == keys:
                line['empty_keys'] = keys
                line['empty_values'] = get_ma_values(data)
        deleted = {1: 1}
        del deleted[1]
        blocks = []
        read_dict(id(deleted), blocks, 0)
        for block in blocks:
            if block[3] is not None:
                for i in range(block[3][2]):
                    key = unpack_word(block[2], block[3][0] + i * block[3][1] + block[3][3])[0]
                    if key:
                        line['dummy'] = key
        # References that looking itself holds, beside the variable's own.
        cls = type('Sample', (object,), {'__module__': '__main__'})
        namespace['d'] = {}
        namespace['o'] = cls()
        told, gone = look_around()
        offset, size = plan['dict']['members'].get('ob_refcnt', [0, 0])
        if size:
            line['held'] = unpackers[size](subjects['d'].blocks['dict'][2], offset)[0] - 1
            line['held_instance'] = unpackers[size](subjects['o'].blocks['instance'][2], offset)[0] - 1
        namespace.clear()
        subjects.clear()
        tell({'hello': line})
        flush()

    def run(i, path):
        tell({'script': i})
        namespace.clear()
        subjects.clear()
        namespace['__name__'] = '__main__'
        namespace['__builtins__'] = builtins
        error = None
        paper.take()
        sys.stdout = paper
        try:
            if python2:
                execfile(path, namespace)    # noqa: F821
            else:
                with open(path, 'rb') as script:
                    text = script.read()
                getattr(builtins, 'exec')(compile(text, path, 'exec', 0, True), namespace)
        except BaseException:
            errors = Paper()
            sys.stderr, before = errors, sys.stderr
            try:
                sys.__excepthook__(*sys.exc_info())
            finally:
                sys.stderr = before
            error = errors.take().rstrip('\n').split('\n')[-1]
            if python2:
                sys.exc_clear()
        finally:
            sys.stdout = sys.__stdout__
        told, gone = look_around()
        tell({'end': i, 'error': error, 'told': told, 'gone': gone, 'out': paper.take()})

    # ------------------------------------------------------------------

    try:
        import builtins
    except ImportError:
        import __builtin__ as builtins
    gc.disable()
    hello()
    builtins.__dictoscope__ = checkpoint
    for i, path in enumerate(plan['scripts']):
        run(i, path)
    flush()


main()
