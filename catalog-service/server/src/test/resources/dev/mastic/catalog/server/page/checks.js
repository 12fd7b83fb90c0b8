// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
// What is wrong on the page, in words: texts of too little contrast (WCAG 2.2, 1.4.3), what leaves the screen (1.4.10), small targets (2.5.8),
// fields without names (4.1.2), headings that leave a level out (1.3.1).
const wrong = [];

function colour(text) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', {willReadFrequently: true});
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
}

function ground(element) {
    for (let at = element; at; at = at.parentElement) {
        const found = colour(getComputedStyle(at).backgroundColor);
        if (found[3] === 255) {
            return found;
        }
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 255] : [255, 255, 255, 255];
}

function luminance(rgb) {
    const [r, g, b] = rgb.slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
    const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
}

const seen = new Set();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && !seen.has(element) && !element.closest('svg, .unseen, thead')) {
        seen.add(element);
        const ratio = contrast(colour(getComputedStyle(element).color), ground(element));
        if (ratio < 4.5) {
            wrong.push('contrast ' + ratio.toFixed(2) + ': ' + element.outerHTML.slice(0, 120));
        }
    }
}
for (const field of document.querySelectorAll('input:not([type=hidden])')) {
    if (!field.labels.length) {
        wrong.push('no label: ' + field.outerHTML);
    }
    if (contrast(colour(getComputedStyle(field).borderTopColor), ground(field)) < 3) {
        wrong.push('edge not seen: ' + field.outerHTML);
    }
}
for (const target of document.querySelectorAll('nav a, button, input:not([type=hidden])')) {
    const box = target.getBoundingClientRect();
    if (box.height < 24 && box.width > 0) {
        wrong.push('small target ' + box.height + ': ' + target.outerHTML.slice(0, 120));
    }
}
if (document.documentElement.scrollWidth > innerWidth) {
    wrong.push('wider than the screen: ' + document.documentElement.scrollWidth + ' of ' + innerWidth);
}
let level = 0;
for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) {
        wrong.push('heading without one above: ' + heading.outerHTML.slice(0, 120));
    }
    level = next;
}
return wrong;
