#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""Asks other sniffers about the files of a folder.  usage: others.py FOLDER ANSWERS-FOLDER  (needs clevercsv and duckdb==1.3.2)

Each is told the encoding, where it knows it, and a day-first or month-first date is looked for by DuckDB itself. A file that takes longer
than ten seconds, or cannot be read, has no answer.
"""
import csv
import io
import json
import os
import signal
import sys

import clevercsv
import duckdb

CODECS = {'UTF-8': 'utf-8-sig', 'US-ASCII': 'ascii', 'UTF-16LE': 'utf-16', 'UTF-16BE': 'utf-16', 'UTF-32LE': 'utf-32',
          'ISO-8859-1': 'latin-1', 'windows-1252': 'cp1252', 'x-MacRoman': 'mac_roman'}
DUCKS = {'UTF-16LE': 'utf-16', 'UTF-16BE': 'utf-16', 'ISO-8859-1': 'latin-1', 'windows-1252': 'latin-1', 'x-MacRoman': 'latin-1'}


def rows_of(reader):
    rows = [row for row in reader if row]
    widths = [len(row) for row in rows]
    width = max(set(widths), key=lambda w: (widths.count(w), w))
    return rows, width


def answer(rows, width, delimiter, quote, header):
    names = rows[0] if header else [f'col{i}' for i in range(width)]
    return {'delimiter': delimiter, 'quote': quote or None, 'header': header, 'names': names, 'width': width,
            'records': len(rows) - (1 if header else 0)}


def sniffer(path, text, truth):
    sample = text[:65536]
    dialect = csv.Sniffer().sniff(sample)
    header = csv.Sniffer().has_header(sample)
    rows, width = rows_of(csv.reader(io.StringIO(text, newline=''), dialect))
    return answer(rows, width, dialect.delimiter, dialect.quotechar, header)


def clever(path, text, truth):
    dialect = clevercsv.Sniffer().sniff(text[:65536])
    header = clevercsv.Sniffer().has_header(text[:65536])
    rows, width = rows_of(clevercsv.reader(io.StringIO(text, newline=''), dialect))
    return answer(rows, width, dialect.delimiter, dialect.quotechar, header)


def duck(path, text, truth):
    db = duckdb.connect()
    options = {'encoding': DUCKS[truth['encoding']]} if truth['encoding'] in DUCKS else {}
    said = ''.join(f", {k}='{v}'" for k, v in options.items())
    row = db.execute(f"select delimiter, quote, hasheader, columns from sniff_csv('{path}'{said})").fetchone()
    records = db.execute(f"select count(*) from read_csv('{path}'{said})").fetchone()[0]
    return {'delimiter': row[0], 'quote': None if row[1] in ('(empty)', '\0', '') else row[1], 'header': row[2],
            'names': [c['name'] for c in row[3]], 'types': [c['type'].lower() for c in row[3]], 'records': records}


def late(*_):
    raise TimeoutError('longer than ten seconds')


def main(folder, out):
    signal.signal(signal.SIGALRM, late)
    truths = json.load(open(os.path.join(folder, 'expected.json'), encoding='utf-8'))
    for name, ask in (('duckdb', duck), ('sniffer', sniffer), ('clevercsv', clever)):
        with open(os.path.join(out, name + '.jsonl'), 'w', encoding='utf-8') as answers:
            for truth in truths:
                path = os.path.join(folder, truth['file'])
                said = {'file': truth['file']}
                try:
                    signal.alarm(10)
                    text = open(path, encoding=CODECS[truth['encoding']], errors='replace', newline='').read().lstrip('\ufeff')
                    said.update(ask(path, text, truth))
                except Exception as e:  # whatever it is, the sniffer has no answer
                    said['error'] = str(e).split('\n')[0]
                finally:
                    signal.alarm(0)
                answers.write(json.dumps(said, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
