#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""Compares answers with the truth.  usage: score.py FOLDER ANSWERS-FOLDER [--wrong NAME]

FOLDER holds expected.json; ANSWERS-FOLDER one file NAME.jsonl a sniffer. Prints two Markdown tables: how many files each has right, and
precision and recall for each type. With --wrong it lists what one of them has wrong instead.
"""
import json
import os
import sys

ORDER = ['mastic', 'duckdb', 'clevercsv', 'sniffer']
TITLES = {'mastic': 'Mastic', 'duckdb': 'DuckDB 1.3.2', 'clevercsv': 'CleverCSV', 'sniffer': '`csv.Sniffer`'}
ROWS = ['delimiter', 'quote', 'header', 'columns', 'records', 'all five']
SAME = {'int': 'long', 'bigint': 'long', 'hugeint': 'long', 'integer': 'long', 'timestamp with time zone': 'timestamp',
        'timestamp_ns': 'timestamp', 'timestamp_ntz': 'timestamp', 'varchar': 'string', 'float': 'double', 'null': 'string', 'time': 'string'}
TYPES = ['boolean', 'long', 'double', 'decimal', 'date', 'timestamp', 'code', 'uuid', 'other string']


def type_of(said):
    base = said.split('(')[0]
    return SAME.get(base, base)


def kind_of(column):
    if column['type'] == 'string' and 'mostly' not in column:
        return {'zip': 'code', 'uuid': 'uuid'}.get(column.get('kind'), 'other string')
    return 'other string' if column['type'] == 'string' else column['type']


def first_name(columns):
    return next((i for i, c in enumerate(columns) if c['name']), None)


def file_score(truth, said):
    got = dict.fromkeys(ROWS, False)
    if 'delimiter' not in said:
        return got
    got['delimiter'] = said['delimiter'] == truth['delimiter']
    got['quote'] = truth['quote'] is None or said['quote'] == truth['quote']
    got['header'] = said['header'] == truth['header']
    at = first_name(truth['columns'])
    if truth['header'] and got['header'] and at is not None:
        got['header'] = at < len(said['names']) and said['names'][at].strip('# ').strip() == truth['columns'][at]['name'].strip()
    got['columns'] = said.get('width', len(said['names'])) == len(truth['columns'])
    got['records'] = said['records'] == truth['records']
    got['all five'] = all(got[row] for row in ROWS[:-1])
    return got


def right(want, got):
    return got == want or {want, got} == {'decimal', 'double'}


def type_score(truths, said):
    """For each type: columns of it, those of them that were found, and those that were said to be of it and are not."""
    counts = {t: [0, 0, 0] for t in TYPES}
    wrong = []
    for truth in truths:
        answer = said.get(truth['file'], {})
        types = answer.get('types', [])
        for i, column in enumerate(truth['columns']):
            if column['type'] == 'any' or column.get('empty'):
                continue
            kind, want = kind_of(column), column['type']
            got = type_of(types[i]) if i < len(types) else None
            counts[kind][0] += 1
            if got is not None and right(want, got):
                counts[kind][1] += 1
            else:
                wrong.append((truth['file'], column.get('kind', column['name']), want, got, column.get('mostly', '')))
                if got is not None:
                    said_as = got if got in TYPES else 'other string'
                    counts[said_as][2] += 1
    return counts, wrong


def percent(part, whole):
    return '–' if whole == 0 else f'{100 * part / whole:.1f}'


def load(folder, name):
    path = os.path.join(folder, name + '.jsonl')
    if not os.path.exists(path):
        return None
    return {a['file']: a for a in map(json.loads, open(path, encoding='utf-8'))}


def list_wrong(truths, said):
    for truth in truths:
        got = file_score(truth, said.get(truth['file'], {}))
        missed = [row for row in ROWS[:-1] if not got[row]]
        if missed:
            a = said.get(truth['file'], {})
            print(truth['file'], missed, 'awkward:', truth.get('awkward'), 'd', repr(truth['delimiter']), repr(a.get('delimiter')),
                  'q', truth['quote'], a.get('quote'), 'h', truth['header'], a.get('header'), 'w', len(truth['columns']),
                  len(a.get('names', [])), 'n', truth['records'], a.get('records'), a.get('error', ''), a.get('dialect', ''))
    for wrong in type_score(truths, said)[1]:
        print('type', *wrong)


def main(folder, answers, *rest):
    truths = json.load(open(os.path.join(folder, 'expected.json'), encoding='utf-8'))
    if rest:
        list_wrong(truths, load(answers, rest[1]))
        return
    all_said = {name: said for name in ORDER if (said := load(answers, name)) is not None}
    names = list(all_said)
    print(f'| of {len(truths)} files, % right | ' + ' | '.join(TITLES[n] for n in names) + ' |')
    print('|---|' + '---:|' * len(names))
    scores = {n: [file_score(t, all_said[n].get(t['file'], {})) for t in truths] for n in names}
    for row in ROWS:
        print(f'| {row} | ' + ' | '.join(percent(sum(s[row] for s in scores[n]), len(truths)) for n in names) + ' |')
    typed = [n for n in names if n in ('mastic', 'duckdb')]
    print('\n| type | columns | ' + ' | '.join(f'{TITLES[n]} precision | recall' for n in typed) + ' |')
    print('|---|---:|' + '---:|---:|' * len(typed))
    counts = {n: type_score(truths, all_said[n])[0] for n in typed}
    for kind in TYPES:
        if any(counts[n][kind][0] for n in typed):
            cells = [f'{percent(c[1], c[1] + c[2])} | {percent(c[1], c[0])}' for c in (counts[n][kind] for n in typed)]
            print(f'| {kind} | {counts[typed[0]][kind][0]} | ' + ' | '.join(cells) + ' |')


if __name__ == '__main__':
    main(*sys.argv[1:])
