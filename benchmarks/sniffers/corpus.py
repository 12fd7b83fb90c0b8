#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""Writes awkward CSV files and the truth about them.  usage: corpus.py FOLDER [FILES [SEED]]

The truth stands in FOLDER/expected.json, one object a file: encoding, delimiter, quote, header, names, records, and the columns with
their types. A file is drawn at random in every respect, so any two awkward things meet somewhere; the same seed gives the same files.
"""
import datetime
import json
import os
import random
import sys
import uuid

FIRST = 'Ann Ben Carla Dmitri Élise Fatima Günter Hana Igor José Karin Liam Mónica Nils Olga Pedro Quinn Rosa Søren Tara'.split()
LAST = 'Smith Müller García Novák Rossi Dubois Jensen Kowalski Silva Brown Lee Nakamura Öztürk Haddad Okafor'.split()
CITIES = ['Berlin', 'Paris', 'New York', 'São Paulo', 'Zürich', 'Kraków', 'Cape Town', 'Lima', 'Oslo', 'San José', 'Reno', 'Ulm']
WORDS = ('the quick order was sent back late because nobody signed for it and we asked again whether this part would fit new '
         'red box with two handles small dent left side see note customer happy pending review by staff').split()
STATES = [['open', 'closed', 'pending'], ['A', 'B', 'C', 'D'], ['low', 'medium', 'high'], ['M', 'F'], ['north', 'south', 'east', 'west'],
          ['In Progress', 'Done', 'To Do'], ['EUR', 'USD', 'GBP', 'CHF'], ['DE', 'FR', 'US', 'BR', 'PL']]
MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def ascii_only(text):
    return all(ord(c) < 128 for c in text)


class Kind:
    """A kind of column: its names, the truth about its type, and a maker of cells."""

    def __init__(self, type_, names, cell, sure=None):
        self.type, self.names, self.cell, self.sure = type_, names, cell, sure


def number(r, file, digits, scale):
    text = f'{r.uniform(0, 10 ** digits):.{scale}f}'
    whole, _, part = text.partition('.')
    if file['thousands'] and len(whole) > 3:
        whole = f'{int(whole):,}'.replace(',', file['thousands'])
    sign = '-' if r.random() < 0.1 and float(text) > 0 else ''
    return sign + whole + (file['decimal'] + part if part else '')


def a_day(r):
    return datetime.datetime(1990, 1, 1) + datetime.timedelta(seconds=r.randrange(35 * 365 * 86400))


def dated(layout):
    def cell(r, file):
        day = a_day(r)
        if layout == 'local':
            layout_ = file['date']
            return day.strftime(layout_).replace('@', MONTHS[day.month - 1]).replace('~', str(day.day)).replace('^', str(day.month))
        return day.strftime(layout).replace('@', MONTHS[day.month - 1])
    return cell


def moment(layout):
    def cell(r, file):
        day = a_day(r)
        if layout == 'local':
            base = dated('local')(random.Random(r.random()), file)
            return base + ' ' + day.strftime(file['time'])
        micros = f'{day.second * 16127 % 1000000:06d}'
        return day.strftime(layout).replace('!', micros).replace('§', micros[:3])
    return cell


def sentence(r, file):
    words = r.sample(WORDS, r.randint(3, 14))
    text = ' '.join(words)
    if r.random() < 0.4:
        text = text.replace(' ', ', ', 1)
    if r.random() < 0.15:
        text = text.replace(words[1], '"' + words[1] + '"', 1) if file['quote'] == '"' else text
    if r.random() < 0.1:
        text = text.replace(words[0], words[0] + "'s", 1) if file['quote'] != "'" else text
    if file['spanning'] and r.random() < 0.3:
        text = text.replace(' ', file['break'], 1)
    if r.random() < 0.08 and file['quote']:
        text = text.replace(' ', ' ' + file['delimiter'], 1)
    return text[0].upper() + text[1:]


def both(values):
    return len({v for v in values if v}) > 1


def kinds():
    k = {}

    def add(name, type_, names, cell, sure=None):
        k[name] = Kind(type_, names.split('|'), cell, sure)
    add('count', 'long', 'qty|count|visits|items|population|votes|Anzahl|stock_level', lambda r, f: number(r, f, r.randint(1, 6), 0))
    add('small', 'long', 'age|rank|grade|x|y|n|level|score', lambda r, f: str(r.randint(0, 99)))
    add('year', 'long', 'year|Jahr|fiscal_year|vintage', lambda r, f: str(r.randint(1950, 2026)))
    add('big', 'long', 'serial|account|ticket_no|epoch_ms', lambda r, f: str(r.randint(10 ** 11, 10 ** 16)))
    add('double', 'double', 'value|temperature|ratio|lat|lon|weight|Wert|reading',
        lambda r, f: repr(round(r.uniform(-100, 1000), r.randint(1, 6))).replace('.', f['decimal']))
    add('science', 'double', 'flux|p_value|density', lambda r, f: f'{r.uniform(1, 10):.4f}e{r.randint(-12, 12)}'.replace('.', f['decimal']))
    add('money', 'decimal', 'price|amount|total|net|Betrag|cost|prix', lambda r, f: number(r, f, r.randint(1, 7), 2))
    add('decimal', 'decimal', 'rate|fx|share|quota', lambda r, f: number(r, f, 2, 4))
    add('percent', 'string', 'pct|margin|growth', lambda r, f: f'{r.uniform(0, 100):.1f}%'.replace('.', f['decimal']))
    add('currency', 'string', 'list price|fee|salary', lambda r, f: f'${r.uniform(1, 999):.2f}'.replace('.', f['decimal']))
    add('iso_date', 'date', 'date|day|birth_date|start|valid_from', dated('%Y-%m-%d'))
    add('slash_date', 'date', 'date|due|opened', dated('%Y/%m/%d'))
    add('local_date', 'date', 'date|Datum|invoice date|signed', dated('local'))
    add('named_date', 'date', 'date|released|hired', dated('%d-@-%Y'))
    add('iso_time', 'timestamp', 'created_at|ts|timestamp|updated', moment('%Y-%m-%d %H:%M:%S'))
    add('t_time', 'timestamp', 'created|event_time|seen', moment('%Y-%m-%dT%H:%M:%S'))
    add('z_time', 'timestamp', 'received|at|logged', moment('%Y-%m-%dT%H:%M:%S.§Z'))
    add('zone_time', 'timestamp', 'sent|when', moment('%Y-%m-%dT%H:%M:%S+02:00'))
    add('micro_time', 'timestamp', 'modified|tick', moment('%Y-%m-%d %H:%M:%S.!'))
    add('local_time', 'timestamp', 'last seen|booked|Zeitpunkt', moment('local'))
    for name, yes, no in [('true', 'true', 'false'), ('True', 'True', 'False'), ('TRUE', 'TRUE', 'FALSE'), ('yes', 'yes', 'no'),
                          ('Y', 'Y', 'N'), ('t', 't', 'f')]:
        add('bool_' + name, 'boolean', 'active|flag|is_member|paid|enabled', lambda r, f, y=yes, n=no: y if r.random() < 0.5 else n, both)
    add('zip', 'string', 'zip|postcode|PLZ|code', lambda r, f: f'{r.randint(0, 99999):05d}' if r.random() < 0.5 else f'0{r.randint(0, 9999):04d}',
        lambda v: any(c.startswith('0') for c in v))
    add('uuid', 'string', 'uuid|id|request_id|guid', lambda r, f: str(uuid.UUID(int=r.getrandbits(128), version=4)))
    add('hex', 'string', 'sha|hash|key', lambda r, f: f'{r.getrandbits(64):016x}')
    add('sku', 'string', 'sku|part|article|ref', lambda r, f: f'{r.choice("ABCXYZ")}{r.choice("KLM")}-{r.randint(100, 9999)}')
    add('name', 'string', 'name|customer|author|contact', lambda r, f: r.choice(FIRST) + ' ' + r.choice(LAST))
    add('last_first', 'string', 'name|person|employee', lambda r, f: r.choice(LAST) + ', ' + r.choice(FIRST))
    add('first', 'string', 'first_name|given|vorname|user', lambda r, f: r.choice(FIRST))
    add('city', 'string', 'city|ville|Ort|birthplace', lambda r, f: r.choice(CITIES))
    add('email', 'string', 'email|mail', lambda r, f: f'{r.choice(FIRST).lower()}.{r.randint(1, 999)}@example.{r.choice(["com", "org"])}')
    add('url', 'string', 'url|link|homepage', lambda r, f: f'https://example.com/{r.choice(WORDS)}/{r.randint(1, 9999)}?q={r.choice(WORDS)}')
    add('phone', 'string', 'phone|tel|fax', lambda r, f: f'+{r.randint(1, 99)} {r.randint(100, 999)} {r.randint(1000000, 9999999)}')
    add('ip', 'string', 'ip|host|client', lambda r, f: '.'.join(str(r.randint(1, 254)) for _ in range(4)))
    add('clock', 'string', 'time|opens|duration', lambda r, f: f'{r.randint(0, 23):02d}:{r.randint(0, 59):02d}')
    add('version', 'string', 'version|release', lambda r, f: f'{r.randint(0, 9)}.{r.randint(0, 20)}.{r.randint(0, 40)}')
    add('text', 'string', 'comment|description|notes|remarks|Bemerkung', sentence)
    for i, states in enumerate(STATES):
        add(f'state{i}', 'string', 'status|class|kind|category|group|type', lambda r, f, s=states: r.choice(s))
    return k


KINDS = kinds()
STRINGS = [name for name, kind in KINDS.items() if kind.type == 'string']
NO_DECIMAL_TEXT = {'double', 'science', 'money', 'decimal', 'percent', 'currency'}


def dialect(r):
    delimiter = r.choices([',', ';', '\t', '|', '\x01', '^', '~', ':', ' '], [40, 18, 14, 12, 3, 2, 2, 2, 2])[0]
    decimal = ',' if delimiter in ';\t|' and r.random() < 0.35 else '.'
    thousands = r.choice(['', '', '', ',' if decimal == '.' else '.'])
    quote = r.choices(['"', "'", None], [78, 7, 15])[0]
    end = r.choices(['\n', '\r\n', '\r'], [60, 33, 7])[0]
    local = r.choice(['%d/%m/%Y', '%m/%d/%Y', '%d.%m.%Y', '%d-%m-%Y', '%m/%d/%y', '%d.%m.%y', '~/^/%Y', '^/~/%Y'])
    times = ['%H:%M', '%H:%M:%S'] + (['%I:%M %p', '%I:%M:%S %p'] if '.' not in local else [])
    return {
        'delimiter': delimiter, 'decimal': decimal, 'thousands': thousands, 'quote': quote,
        'escape': '\\' if quote and r.random() < 0.15 else quote, 'end': end, 'break': '\r' if end == '\r' else '\n',
        'quoting': r.choices(['minimal', 'all', 'text'], [70, 18, 12])[0], 'date': local, 'time': r.choice(times),
        'spanning': quote is not None and r.random() < 0.15,
    }


def table(r, file, width, rows):
    """The chosen kinds, the cells, and what is known of each column."""
    names = list(KINDS)
    if file['header'] == 'texts' or file['header'] == 'none-texts':
        names = STRINGS
    if file['delimiter'] in ': ':
        names = [n for n in names if n not in {'iso_time', 't_time', 'z_time', 'zone_time', 'micro_time', 'local_time', 'clock', 'url',
                                               'name', 'last_first', 'city', 'text', 'phone', 'state5'}]
    chosen = r.sample(names, min(width, len(names))) if width <= 12 else [r.choice(names) for _ in range(width)]
    columns, cells = [], []
    used = set()
    for name in chosen:
        kind = KINDS[name]
        for _ in range(50):
            column = [kind.cell(r, file) for _ in range(rows)]
            if kind.sure is None or kind.sure(column):
                break
        type_, note = kind.type, {}
        if kind.sure and not kind.sure(column):
            type_, note = 'any', {}
        if name in ('local_date', 'local_time') and not order_shows(file['date'], column):
            type_, note = 'any', {'ambiguous': True}
        style = r.random()
        filled = list(column)
        if rows > 3 and style < 0.25:
            spelled = '' if style < 0.15 or type_ == 'string' else r.choice(['NA', 'N/A', 'null', 'NULL', '-', '\\N', 'n/a', 'None'])
            column = [spelled if r.random() < 0.15 else c for c in column]
            if sum(c != spelled for c in column) < 3 or (kind.sure and not kind.sure([c for c in column if c != spelled])):
                column = filled
            elif name in ('local_date', 'local_time') and not order_shows(file['date'], [c for c in column if c != spelled]):
                column = filled
        elif rows > 40 and style < 0.29 and type_ not in ('string', 'any'):
            for i in r.sample(range(rows), max(1, rows // 50)):
                column[i] = r.choice(['unknown', 'see note', 'tbd', 'n.k.'])
            type_, note = 'string', {'mostly': type_}
        elif style > 0.985 and width > 3:
            column, type_, note = [''] * rows, 'any', {'empty': True}
        label = r.choice([n for n in kind.names if n not in used] or [f'{kind.names[0]}{len(columns)}'])
        used.add(label)
        columns.append({'name': label, 'kind': name, 'type': type_, **note})
        cells.append(column)
    return columns, [list(row) for row in zip(*cells)] if rows else []


def order_shows(layout, column):
    """Whether one of the first two numbers of some date is greater than 12."""
    if layout[0] == '%' and '.' in layout:
        return True
    days = [c.replace('-', '/').split(' ')[0].split('/') for c in column if c]
    first = any(int(d[0]) > 12 for d in days)
    second = any(int(d[1]) > 12 for d in days)
    return first != second


def style_names(r, columns):
    style = r.choice(['as is', 'as is', 'Title', 'UPPER', 'snake', 'unicode'])
    for column in columns:
        name = column['name']
        column['name'] = {'as is': name, 'Title': name.replace('_', ' ').title(), 'UPPER': name.upper(),
                          'snake': name.lower().replace(' ', '_'), 'unicode': name + r.choice(['', ' (€)', ' größe', ' №'])}[style]
    if r.random() < 0.05 and len(columns) > 3:
        columns[-1]['name'] = columns[0]['name']
    if r.random() < 0.05 and len(columns) > 3:
        columns[r.randrange(1, len(columns))]['name'] = ''


def written(r, cell, file, name):
    quote, delimiter = file['quote'], file['delimiter']
    special = delimiter in cell or '\n' in cell or '\r' in cell or (quote is not None and quote in cell)
    if quote is None:
        return cell.replace(delimiter, ' ' if delimiter != ' ' else '_').replace('\n', ' ').replace('\r', ' ')
    if special or (file['quoting'] == 'all') or (file['quoting'] == 'text' and name and cell):
        if file['escape'] == '\\':
            return quote + cell.replace('\\', '\\\\').replace(quote, '\\' + quote) + quote
        return quote + cell.replace(quote, quote + quote) + quote
    return cell


def preamble(r, file, width):
    style = r.choice(['title', 'title and blank', 'keys', 'padded'])
    lines = r.sample(['Annual report of the agency', 'Data exported by the system', 'Table 3. Figures by region', 'Preliminary results'],
                     r.randint(1, 3))
    if style == 'keys':
        return [f'Author{":" if file["delimiter"] != ":" else " ="} M. Weber', 'Printed on request', ''][:r.randint(1, 3)]
    if style == 'padded':
        return [line + file['delimiter'] * (width - 1) for line in lines]
    return lines + ([''] if style == 'title and blank' else [])


def encodings(text):
    fit = ['UTF-8', 'UTF-8', 'UTF-8', 'UTF-8-BOM', 'UTF-16LE', 'UTF-16BE', 'UTF-32LE']
    for name, codec in (('ISO-8859-1', 'latin-1'), ('windows-1252', 'cp1252')):
        try:
            if not ascii_only(text) and text.encode(codec):
                fit += [name] * 3
        except UnicodeEncodeError:
            pass
    return fit


CODECS = {'UTF-8': 'utf-8', 'UTF-8-BOM': 'utf-8-sig', 'UTF-16LE': 'utf-16-le', 'UTF-16BE': 'utf-16-be', 'UTF-32LE': 'utf-32-le',
          'ISO-8859-1': 'latin-1', 'windows-1252': 'cp1252'}
MARKS = {'UTF-16LE': b'\xff\xfe', 'UTF-16BE': b'\xfe\xff', 'UTF-32LE': b'\xff\xfe\x00\x00'}


def make(r, number_):
    file = dialect(r)
    file['header'] = r.choices(['yes', 'texts', 'none', 'none-texts', 'years'], [60, 14, 14, 6, 6])[0]
    width = r.choices([2, 3, 5, 8, 12, 40], [8, 20, 30, 25, 14, 3])[0]
    rows = r.choices([1, 2, 3, 6, 15, 60, 300], [2, 3, 6, 15, 30, 30, 14])[0]
    if file['header'].startswith('none'):
        rows = max(rows, 3)
    columns, body = table(r, file, width, rows)
    width = len(columns)
    header = not file['header'].startswith('none')
    style_names(r, columns)
    if file['header'] == 'years' and width > 3:
        for i, column in enumerate(columns[1:]):
            column.update({'name': str(2010 + i), 'type': 'long', 'kind': 'count'})
            column.pop('mostly', None), column.pop('empty', None), column.pop('ambiguous', None)
            for row in body:
                row[i + 1] = number(r, file, 5, 0)
        columns[0].update({'name': 'country', 'type': 'string', 'kind': 'city'})
        for row in body:
            row[0] = r.choice(CITIES)
    awkward = []
    typed = {c['kind'] for c in columns if c['type'] != 'string' and not c.get('empty')}
    lines, before = [], 0
    if r.random() < 0.10:
        marks = [f'# {line}' for line in r.sample(['made by the exporter', 'all figures are estimates', 'license: CC BY', 'a; b, c | d'],
                                                  r.randint(1, 3))]
        lines += marks
        awkward.append('comments')
    elif r.random() < 0.15 and width > 2:
        lines += preamble(r, file, width)
        awkward.append('preamble')
    before = len(lines)
    d = file['delimiter']
    trailing = r.random() < 0.06 and d not in ' '
    tail = d if trailing else ''
    if trailing:
        awkward.append('trailing delimiters')
    if header:
        names = [written(r, c['name'], file, True) for c in columns]
        lines.append(d.join(names) + tail)
        if r.random() < 0.06 and rows > 5 and len(typed) > 1 and width > 2:
            units = [r.choice(['kg', 'EUR', 'm/s', '°C', 'ISO']) if c['kind'] in typed else '' for c in columns]
            lines.append(d.join(units) + tail)
            awkward.append('units')
    ragged = r.random() < 0.07 and width > 3 and rows > 5
    if ragged:
        awkward.append('ragged')
    blanks = r.random() < 0.06
    scattered = 'comments' in awkward and r.random() < 0.4
    first_data = len(lines) + 1
    for i, row in enumerate(body):
        cells = [written(r, c, file, columns[j]['type'] == 'string') for j, c in enumerate(row)]
        if ragged and r.random() < 0.15:
            cells = cells[:r.randint(2, width - 1)]
        if width == 1 or any(cells):
            lines.append(d.join(cells) + (tail if len(cells) == width else ''))
        if blanks and r.random() < 0.1 and i + 1 < rows:
            lines.append('')
        if scattered and r.random() < 0.05 and i + 1 < rows:
            lines.append('# checked')
    footer = 0
    numbers = sum(c['type'] in ('long', 'double', 'decimal') for c in columns)
    if r.random() < 0.08 and rows > 3 and width > 2 and numbers:
        if r.random() < 0.5:
            lines.append('')
        lines.append(r.choice(['Source: statistics office', 'Note: figures are rounded', 'End of report']))
        footer = 1
        awkward.append('footer')
    text = file['end'].join(lines) + (file['end'] if r.random() < 0.85 else '')
    encoding = r.choice(encodings(text))
    data = MARKS.get(encoding, b'') + text.encode(CODECS[encoding])
    any_quote = file['quote'] is not None and file['quote'] in text
    if trailing:
        columns.append({'name': '', 'kind': 'empty', 'type': 'any', 'empty': True})
    return data, {
        'file': f'{number_:05d}.csv', 'encoding': encoding.replace('-BOM', ''), 'delimiter': d,
        'quote': file['quote'] if any_quote else None, 'escape': file['escape'] if any_quote else None, 'line_terminator': file['end'],
        'header': header, 'skip_lines': before if 'preamble' in awkward else 0, 'footer_lines': footer, 'first_data_line': first_data,
        'records': len(body), 'awkward': ', '.join(awkward), 'columns': columns,
    }


def main(folder, files='2000', seed='1'):
    os.makedirs(folder, exist_ok=True)
    truths = []
    for i in range(int(files)):
        data, truth = make(random.Random(f'{seed}/{i}'), i)
        with open(os.path.join(folder, truth['file']), 'wb') as out:
            out.write(data)
        truths.append(truth)
    with open(os.path.join(folder, 'expected.json'), 'w', encoding='utf-8') as out:
        json.dump(truths, out, indent=1, ensure_ascii=False)


if __name__ == '__main__':
    main(*sys.argv[1:])
