// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import dev.mastic.submit.verb.Group;
import picocli.CommandLine.Command;

/** Commands for crontabs. */
@Command(
        name = "cron",
        mixinStandardHelpOptions = true,
        description = "Run commands from cron.",
        subcommands = CronRun.class)
public final class CronCommand extends Group {}
