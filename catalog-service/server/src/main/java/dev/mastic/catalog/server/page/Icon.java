// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

/** The picture in the tab of a browser. */
final class Icon {
    static final String LINK = "/icon.svg";
    static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"
            + "<path fill=\"#0f766e\" d=\"M8 1c3 4 5 6.300 5 9a5 5 0 0 1-10 0c0-2.700 2-5 5-9z\"/></svg>";

    private Icon() {}
}
