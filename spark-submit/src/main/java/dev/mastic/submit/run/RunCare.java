// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.typesafe.config.ConfigObject;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Project;
import dev.mastic.core.config.WrittenBlock;
import dev.mastic.engine.JobPlan;
import dev.mastic.operations.notification.Notifications;
import dev.mastic.operations.retry.RetryPolicy;
import java.util.Optional;

/**
 * What is done around the runs of a job: the job's own words, else those of the project and of the command line.
 *
 * @param retry when a failed run is tried again
 * @param notifications who is told how it ends
 */
record RunCare(RetryPolicy retry, Notifications notifications) {
    /** What the project says, before its jobs are known. */
    static RunCare of(Project project) {
        var problems = new Problems();
        var notifications = project.notifications().map(block -> Notifications.read(block, problems));
        problems.throwIfAny("mastic.conf");
        return new RunCare(RetryPolicy.NEVER, notifications.orElse(Notifications.NONE));
    }

    /**
     * The same with what a job says; usable only when no problem was noted.
     *
     * @param retry the job's block with the options of the command line over it
     */
    RunCare of(JobPlan plan, Optional<ConfigObject> retry, Problems problems) {
        return new RunCare(
                retry.map(block -> RetryPolicy.read(block, problems)).orElse(this.retry),
                plan.operations()
                        .notifications()
                        .map(block -> Notifications.read(new WrittenBlock(block, plan.base()), problems))
                        .orElse(notifications));
    }

    /** Notes what is wrong with what a job says. */
    static void check(JobPlan plan, Project project, Problems problems) {
        of(project).of(plan, plan.operations().retry(), problems);
    }
}
