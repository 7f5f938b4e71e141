#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The CaseGate authors
# SPDX-License-Identifier: Apache-2.0
"""Verifies a CaseGate ledger in a directory, written from ops/docs/ledger-format.md alone.

    python3 verify.py DIR VKEY [--ended VKEY]... [--witness VKEY]... [CHECKPOINT-FILE]...

Needs Python 3 and its standard library. Prints a line for each finding, then "ok" or "not ok"; exit status 0 or 1.
"""
import base64
import hashlib
import json
import os
import re
import sys

# ---- Ed25519, from the equations of RFC 8032 section 5.1 ------------------------------------------------------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def point(y, sign):
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def decompress(octets):
    y = int.from_bytes(octets, "little")
    return point(y & ((1 << 255) - 1), y >> 255)


def add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def times(scalar, a):
    sum_ = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            sum_ = add(sum_, a)
        a = add(a, a)
        scalar >>= 1
    return sum_


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE = point(4 * pow(5, P - 2, P) % P, 0)


def ed25519(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return same(times(s, BASE), add(r, times(h, a)))


# ---- Keys, notes, checkpoints ---------------------------------------------------------------------------------------

class Refused(Exception):
    pass


class Key:
    """name+keyid+base64(type, public key); type 1 signs checkpoints, type 4 cosigns them."""

    def __init__(self, vkey):
        name, key_id, typed = vkey.split("+", 2)
        octets = base64.b64decode(typed, validate=True)
        self.name, self.type, self.public = name, octets[0], octets[1:]
        self.id = hashlib.sha256(name.encode() + b"\n" + octets).digest()[:4]
        if self.id.hex() != key_id or self.type not in (1, 4) or len(self.public) != 32:
            raise Refused("not a verifier key: " + vkey)


def read_note(octets):
    """A note's text and its signature lines, as (name, key id, signature)."""
    note = octets.decode("utf-8", "strict")
    if any(ord(c) < 32 and c != "\n" for c in note) or not note.endswith("\n") or "\n\n" not in note:
        raise Refused("not a signed note")
    text, lines = note[:note.rindex("\n\n") + 1], note[note.rindex("\n\n") + 2:]
    signatures = []
    for line in lines[:-1].split("\n"):
        match = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/]+={0,2})", line)
        if not match:
            raise Refused("not a signature line: " + line)
        signed = base64.b64decode(match.group(2), validate=True)
        signatures.append((match.group(1), signed[:4], signed[4:]))
    return text, signatures


def signed_by(key, text, signatures):
    """Whether the key signed. A line of its name and id that does not verify spoils the note."""
    found = False
    for name, key_id, signature in signatures:
        if name != key.name or key_id != key.id:
            continue
        message = text.encode()
        if key.type == 4:
            time = int.from_bytes(signature[:8], "big")
            message, signature = b"cosignature/v1\ntime %d\n" % time + message, signature[8:]
        if not ed25519(key.public, message, signature):
            raise Refused("the signature of %s does not verify" % key.name)
        found = True
    return found


def read_head(text):
    match = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n", text)
    if not match:
        raise Refused("not a checkpoint")
    return match.group(1), int(match.group(2)), base64.b64decode(match.group(3), validate=True)


# ---- The tree -------------------------------------------------------------------------------------------------------

def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """Its right edge: a hash for each complete subtree, the largest first, as (leaves, hash)."""

    def __init__(self):
        self.edge = []

    def add(self, hash_):
        leaves = 1
        while self.edge and self.edge[-1][0] == leaves:
            hash_ = node_hash(self.edge.pop()[1], hash_)
            leaves *= 2
        self.edge.append((leaves, hash_))

    def root(self):
        if not self.edge:
            return hashlib.sha256(b"").digest()
        root = self.edge[-1][1]
        for _, hash_ in reversed(self.edge[:-1]):
            root = node_hash(hash_, root)
        return root


def over(hashes):
    tree = Tree()
    for hash_ in hashes:
        tree.add(hash_)
    return tree.root()


# ---- Files ----------------------------------------------------------------------------------------------------------

def path(level, number, width):
    groups = ["%03d" % (number % 1000)]
    while number >= 1000:
        number //= 1000
        groups.insert(0, "x%03d" % (number % 1000))
    return "tile/%s/%s%s" % (level, "/".join(groups), "" if width == 256 else ".p/%d" % width)


def read(directory, level, number, width):
    """A tile or bundle; of a full one, where the partial one is gone, the first part."""
    for wide in (width, 256):
        file = os.path.join(directory, *path(level, number, wide).split("/"))
        if os.path.exists(file):
            with open(file, "rb") as opened:
                octets = opened.read()
            return octets if level == "entries" or wide == width else octets[:32 * width]
    return None


def entries_of(bundle):
    entries, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at:at + 2], "big")
        if at + 2 + length > len(bundle):
            raise Refused("a bundle is cut off")
        entries.append(bundle[at + 2:at + 2 + length])
        at += 2 + length
    return entries


# ---- Entries --------------------------------------------------------------------------------------------------------

def allowed(value):
    """Strings, whole numbers below 2^53, true, lists, objects; nothing else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return 0 <= value < 2**53
    if isinstance(value, str):
        return True
    if isinstance(value, list):
        return all(allowed(item) for item in value)
    return isinstance(value, dict) and all(allowed(item) for item in value.values())


def parse(octets):
    """An entry, if it is in its one spelling."""
    try:
        value = json.loads(octets.decode("utf-8", "strict"))
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "strict")
    except ValueError:
        return None
    return value if isinstance(value, dict) and allowed(value) and again == octets else None


# ---- The verification -----------------------------------------------------------------------------------------------

class Verifier:
    def __init__(self, directory, log, ended, witnesses):
        self.directory, self.log, self.witnesses = directory, log, witnesses
        self.ended = {key.name: key for key in ended}  # keys of the logs that this one goes on from
        self.endings = {}  # what their RESTORED entries say: index, and how much the cited checkpoint covers
        self.findings, self.heads, self.cosigned = [], [], set()

    def find(self, kind, text):
        self.findings.append("%s: %s" % (kind, text))

    def trust(self, name, octets):
        """Takes up a checkpoint, if the log signed it. Returns the size it states in any case."""
        size = None
        try:
            text, signatures = read_note(octets)
            origin, size, root = read_head(text)
            log = self.ended.get(origin, self.log)
            if not signed_by(log, text, signatures):
                again = any(name_ == log.name for name_, _, _ in signatures)
                self.find("RESIGNED" if again else "SIGNATURE", "%s is not signed by the log's key" % name)
            elif origin != log.name:
                self.find("SIGNATURE", "%s is of another log, %s" % (name, origin))
            else:
                self.heads.append((size, root, name, origin))
                self.cosigned.update(w.name for w in self.witnesses if signed_by(w, text, signatures))
        except (Refused, ValueError) as wrong:
            self.find("SIGNATURE", "%s: %s" % (name, wrong))
        return size

    def run(self, kept):
        for name in kept:
            with open(name, "rb") as file:
                self.trust(name, file.read())
        size = None
        own = os.path.join(self.directory, "checkpoint")
        if os.path.exists(own):
            with open(own, "rb") as file:
                size = self.trust("the directory's checkpoint", file.read())
        else:
            self.find("SIGNATURE", "the directory has no checkpoint")
        if size is None:
            size = max((head[0] for head in self.heads if head[3] == self.log.name), default=0)
        for witness in self.witnesses:
            if witness.name not in self.cosigned:
                self.find("COSIGNATURE", "no checkpoint is cosigned by %s" % witness.name)
        self.walk(size)
        return self.findings

    def walk(self, size):
        tree, levels, before, time, index = Tree(), [(0, [])], None, "", 0
        roots = {0: tree.root()}
        wanted = {head[0] for head in self.heads}
        for number in range((size + 255) // 256):
            width = min(256, size - 256 * number)
            bundle = read(self.directory, "entries", number, width)
            tile = read(self.directory, 0, number, width)
            if bundle is None:
                break
            try:
                entries = entries_of(bundle)
            except Refused as cut:
                self.find("ALTERED", "bundle %d: %s" % (number, cut))
                break
            if len(entries) > width and number * 256 + width == size:
                self.find("INSERTED", "bundle %d has %d entries, not %d" % (number, len(entries), width))
            for place, octets in enumerate(entries[:width]):
                hash_ = leaf_hash(octets)
                if tile is None or tile[32 * place:32 * place + 32] != hash_:
                    self.find("TILE", "entry %d does not have the leaf hash in its tile" % index)
                time = self.check(index, octets, before, time)
                before = hash_
                tree.add(hash_)
                levels[0][1].append(hash_)
                self.rise(levels, 0)
                index += 1
                if index in wanted:
                    roots[index] = tree.root()
            if len(entries) < width:
                break
        if index < size:
            self.find("TRUNCATED", "entries %d to %d are missing" % (index, size - 1))
        self.edges(levels)
        self.compare(roots)

    def check(self, index, octets, before, time):
        entry = parse(octets)
        if entry is None:
            self.find("CANONICAL", "entry %d is not canonical JSON" % index)
            return time
        if entry.get("v") != 1 or not all(isinstance(entry.get(name), str) for name in ("kind", "actor", "at", "prev")):
            self.find("FORM", "entry %d lacks what every entry has" % index)
            return time
        if entry.get("index") != index:
            self.find("INDEX", "entry %d says that it is entry %s" % (index, entry.get("index")))
        if entry["prev"] != ("0" * 64 if before is None else before.hex()):
            self.find("PREV", "entry %d does not follow entry %d" % (index, index - 1))
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", entry["at"]) or entry["at"] < time:
            self.find("ORDER", "entry %d is dated before entry %d" % (index, index - 1))
        if entry["kind"] == "RESTORED":
            self.ending(index, entry.get("facts", {}))
        return entry["at"]

    def ending(self, index, facts):
        """A log ends here. Only what its own key signed is believed."""
        key = self.ended.get(facts.get("ended", "").split("+")[0])
        try:
            text, signatures = read_note(facts.get("checkpoint", "").encode())
            origin, size, _ = read_head(text)
            if key is not None and origin == key.name and signed_by(key, text, signatures):
                self.endings[key.name] = (index, size)
        except (Refused, ValueError) as wrong:
            self.find("FORM", "entry %d cites no checkpoint: %s" % (index, wrong))

    def lost(self, size, name, origin):
        """Whether a checkpoint covers what a log had signed that ended, and the backup did not hold."""
        index, cited = self.endings.get(origin, (size, size))
        if size > max(index, cited):
            self.find("TRUNCATED", "%s covers %d entries of the log that ended with entry %d (RESTORED), which speaks of"
                      " only %d" % (name, size, index, cited))
        return size > index

    def rise(self, levels, level):
        """When a tile is full, it is compared, and its hash is the next one of the tile above."""
        number, hashes = levels[level]
        if len(hashes) < 256:
            return
        if level > 0:
            self.tile(level, number, hashes)
        if level + 1 == len(levels):
            levels.append((0, []))
        levels[level + 1][1].append(over(hashes))
        levels[level] = (number + 1, [])
        self.rise(levels, level + 1)

    def edges(self, levels):
        for level, (number, hashes) in enumerate(levels):
            if level > 0 and hashes:
                self.tile(level, number, hashes)

    def tile(self, level, number, hashes):
        if read(self.directory, level, number, len(hashes)) != b"".join(hashes):
            self.find("TILE", "%s does not have the hashes of what lies below it" % path(level, number, len(hashes)))

    def compare(self, roots):
        agreed = max((size for size, root, _, _ in self.heads if roots.get(size) == root), default=0)
        for size, root, name, origin in sorted(self.heads):
            if self.lost(size, name, origin):
                continue
            if size not in roots:
                self.find("TRUNCATED", "%s covers %d entries, which are not all here" % (name, size))
            elif roots[size] != root:
                alone = not any(f.split(":")[0] in ("INDEX", "PREV", "CANONICAL", "TRUNCATED") for f in self.findings)
                self.find("FORKED" if alone else "ROOT",
                          "at size %d the entries do not have the root of %s; entries up to %d agree with a signed one"
                          % (size, name, min(agreed, size)))


def main(arguments):
    rest, ended, witnesses = [], [], []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--witness":
            witnesses.append(Key(arguments.pop(0)))
        elif argument == "--ended":
            ended.append(Key(arguments.pop(0)))
        else:
            rest.append(argument)
    directory, log = rest[0], Key(rest[1])
    findings = Verifier(directory, log, ended, witnesses).run(rest[2:])
    for finding in findings:
        print(finding)
    print("not ok" if findings else "ok")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
