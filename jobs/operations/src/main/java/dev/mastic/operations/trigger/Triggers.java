// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.Dialect;
import dev.mastic.database.RelationalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The triggers of a state. Thread-safe; the store is the caller's to close. */
public final class Triggers {
    private static final String SELECT =
            "select name, created, state, definition, seen_time, seen_run, reached from triggers";
    private static final String SELECT_RUNS =
            "select id, trigger_name, run_id, action, due, holder, state from trigger_starts";
    private static final String NOTHING = "{}";
    private static final int KEPT_RUNS = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RelationalStore store;

    public Triggers(RelationalStore store) {
        this.store = store;
    }

    private record Row(KeptTrigger kept, long seenRun, String reached) {}

    /**
     * Keeps a new trigger.
     *
     * @throws UsageException if there is one of its name
     */
    public void create(Trigger trigger, boolean activated, Instant now) {
        store.change(handle -> {
            int made = handle.execute(
                    "insert into triggers (name, created, state, definition, seen_time, seen_run, reached)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (name) do nothing",
                    trigger.name(),
                    now.toEpochMilli(),
                    (activated ? Trigger.State.ACTIVATED : Trigger.State.CREATED).name(),
                    TriggerCodec.node(trigger).toString(),
                    now.toEpochMilli(),
                    newestRun(handle),
                    NOTHING);
            if (made == 0) {
                throw new UsageException("Cannot create trigger '" + trigger.name()
                        + "': there is one of this name; drop it first, or take another name");
            }
        });
    }

    /** All triggers by name. */
    public List<KeptTrigger> list() {
        return store.read(handle -> handle.createQuery(SELECT + " order by name")
                .map((row, context) -> row(row).kept())
                .list());
    }

    /**
     * One trigger.
     *
     * @throws NoSuchTriggerException if there is none of this name
     */
    public KeptTrigger get(String name) {
        return store.read(handle -> find(handle, name, "").kept());
    }

    /**
     * Removes a trigger, with what is known of the runs that it started; the runs themselves stay.
     *
     * @throws NoSuchTriggerException if there is none of this name
     */
    public void drop(String name) {
        store.change(handle -> {
            find(handle, name, store.dialect().forUpdate());
            handle.execute("delete from triggers where name = ?", name);
        });
    }

    /**
     * Lets a trigger fire by itself from now on, or no more. What was due before is not made up for.
     *
     * @return whether that changes anything
     * @throws NoSuchTriggerException if there is none of this name
     */
    public boolean activate(String name, boolean activated, Instant now) {
        var state = activated ? Trigger.State.ACTIVATED : Trigger.State.DEACTIVATED;
        return store.write(handle -> {
            if (find(handle, name, store.dialect().forUpdate()).kept().state() == state) {
                return false;
            }
            handle.execute("update triggers set state = ? where name = ?", state.name(), name);
            see(handle, name, now, newestRun(handle), NOTHING);
            return true;
        });
    }

    /** The newest runs that a trigger has started, newest first. */
    public List<TriggeredRun> runs(String name) {
        return store.read(handle -> handle.createQuery(
                        SELECT_RUNS + " where trigger_name = ? order by id desc limit " + KEPT_RUNS)
                .bind(0, name)
                .map((row, context) -> run(row))
                .list());
    }

    /**
     * Claims the runs of a trigger that is fired on demand.
     *
     * @throws UsageException if it fires otherwise
     * @throws NoSuchTriggerException if there is none of this name
     */
    public List<TriggeredRun> claimOnDemand(String name, Instant now) {
        return store.write(handle -> {
            var trigger = find(handle, name, store.dialect().forUpdate()).kept().trigger();
            if (trigger.type() != Trigger.Type.ON_DEMAND) {
                throw new UsageException("Cannot start trigger '" + name + "': it is not fired on demand (got "
                        + trigger.type() + "): mastic trigger activate " + name + " lets it fire by itself");
            }
            return claim(handle, trigger, new Firing(TIME.format(now) + "-" + newestClaim(handle), now));
        });
    }

    /**
     * Claims what is due: runs of triggers that fire, each once whoever else asks at the same time; and those that a process has claimed which
     * died before it started them.
     */
    public List<TriggeredRun> claimDue(Instant now) {
        var claimed = new ArrayList<>(store.write(this::claimLeft));
        list().stream()
                .filter(kept -> kept.state() == Trigger.State.ACTIVATED)
                .forEach(kept -> claimed.addAll(store.write(handle -> claimDue(handle, kept.name(), now))));
        return claimed;
    }

    /** Says that the process of a claimed run was started. */
    public void started(TriggeredRun run) {
        store.repeat(handle -> handle.execute("update trigger_starts set state = 'STARTED' where id = ?", run.id()));
    }

    private List<TriggeredRun> claimDue(Handle handle, String name, Instant now) {
        var found = handle.createQuery(SELECT + " where name = ? and state = 'ACTIVATED'"
                        + store.dialect().forUpdate())
                .bind(0, name)
                .map((row, context) -> row(row))
                .findOne();
        return found.flatMap(row -> fires(handle, row, now)
                        .map(firing -> claim(handle, row.kept().trigger(), firing)))
                .orElse(List.of());
    }

    private Optional<Firing> fires(Handle handle, Row row, Instant now) {
        var trigger = row.kept().trigger();
        if (trigger.schedule().isPresent()) {
            var due = trigger.schedule().get().lastDue(row.kept().seen(), now);
            due.ifPresent(time -> see(handle, trigger.name(), time, row.seenRun(), NOTHING));
            return due.map(time -> new Firing(TIME.format(time), time));
        }
        return trigger.predicate().flatMap(predicate -> fires(handle, row, predicate, now));
    }

    private Optional<Firing> fires(Handle handle, Row row, Predicate predicate, Instant now) {
        long newest = settledRun(handle);
        if (newest <= row.seenRun()) {
            return Optional.empty();
        }
        var reached = Reached.of(predicate, row.reached()).after(ended(handle, row.kept(), row.seenRun(), newest));
        var states = reached.fires() ? JsonNodeFactory.instance.objectNode() : reached.states();
        see(handle, row.kept().name(), now, newest, states.toString());
        return reached.fires() ? Optional.of(new Firing("after-" + newest, now)) : Optional.empty();
    }

    private static List<Reached.Ended> ended(Handle handle, KeptTrigger kept, long after, long until) {
        var jobs = kept.trigger().predicate().orElseThrow().conditions().stream()
                .map(Condition::job)
                .toList();
        return handle
                .createQuery(
                        "select job, status, report from runs where id > :after and id <= :until and job in (<jobs>)"
                                + " order by id")
                .bindList("jobs", jobs)
                .bind("after", after)
                .bind("until", until)
                .map((row, context) -> ended(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Reached.Ended> ended(ResultSet row) throws SQLException {
        var job = row.getString("job");
        return JobState.of(row.getString("status"), willRetry(row.getString("report")))
                .map(state -> new Reached.Ended(job, state));
    }

    private static boolean willRetry(String report) {
        return TriggerCodec.tree(report).path(RunRecord.WILL_RETRY).asBoolean();
    }

    /** The newest record of the history before which none is to come: a server numbers rows before they are to be seen. */
    private long settledRun(Handle handle) {
        if (store.dialect() == Dialect.POSTGRESQL) {
            handle.execute("lock table runs in share mode");
        }
        return newestRun(handle);
    }

    private static long newestRun(Handle handle) {
        return handle.createQuery("select coalesce(max(id), 0) from runs")
                .mapTo(Long.class)
                .one();
    }

    private static long newestClaim(Handle handle) {
        return handle.createQuery("select coalesce(max(id), 0) + 1 from trigger_starts")
                .mapTo(Long.class)
                .one();
    }

    private static void see(Handle handle, String name, Instant time, long run, String reached) {
        handle.execute(
                "update triggers set seen_time = ?, seen_run = ?, reached = ? where name = ?",
                time.toEpochMilli(),
                run,
                reached,
                name);
    }

    private static List<TriggeredRun> claim(Handle handle, Trigger trigger, Firing firing) {
        for (var action : trigger.actions()) {
            handle.execute(
                    "insert into trigger_starts (trigger_name, run_id, action, due, holder, state)"
                            + " values (?, ?, ?, ?, ?, 'CLAIMED')",
                    trigger.name(),
                    firing.runId(trigger, action),
                    TriggerCodec.node(action).toString(),
                    firing.due().toEpochMilli(),
                    LeaseHolder.here().toString());
        }
        handle.execute(
                "delete from trigger_starts where trigger_name = ? and state = 'STARTED' and id not in (select id from"
                        + " trigger_starts where trigger_name = ? order by id desc limit ?)",
                trigger.name(),
                trigger.name(),
                KEPT_RUNS);
        return handle.createQuery(SELECT_RUNS + " where trigger_name = ? order by id desc limit ?")
                .bind(0, trigger.name())
                .bind(1, trigger.actions().size())
                .map((row, context) -> run(row))
                .list();
    }

    /** Under its id it is the same run, should its process have been started all the same. */
    private List<TriggeredRun> claimLeft(Handle handle) {
        var left = new ArrayList<TriggeredRun>();
        handle.createQuery(SELECT_RUNS + " where state = 'CLAIMED'"
                        + store.dialect().forUpdate())
                .map((row, context) ->
                        isLeft(row.getString("holder")) ? Optional.of(run(row)) : Optional.<TriggeredRun>empty())
                .list()
                .forEach(run -> run.ifPresent(left::add));
        left.forEach(run -> handle.execute(
                "update trigger_starts set holder = ? where id = ?",
                LeaseHolder.here().toString(),
                run.id()));
        return left;
    }

    private static boolean isLeft(String holder) {
        return LeaseHolder.parse(holder).map(LeaseHolder::isGone).orElse(false);
    }

    private static Row find(Handle handle, String name, String forUpdate) {
        return handle.createQuery(SELECT + " where name = ?" + forUpdate)
                .bind(0, name)
                .map((row, context) -> row(row))
                .findOne()
                .orElseThrow(() -> new NoSuchTriggerException(
                        name,
                        handle.createQuery("select name from triggers order by name")
                                .mapTo(String.class)
                                .list()));
    }

    private static Row row(ResultSet row) throws SQLException {
        var kept = new KeptTrigger(
                TriggerCodec.read(row.getString("definition")),
                Trigger.State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("seen_time")));
        return new Row(kept, row.getLong("seen_run"), row.getString("reached"));
    }

    private static TriggeredRun run(ResultSet row) throws SQLException {
        return new TriggeredRun(
                row.getLong("id"),
                row.getString("trigger_name"),
                row.getString("run_id"),
                TriggerCodec.readAction(row.getString("action")),
                Instant.ofEpochMilli(row.getLong("due")),
                row.getString("state").equals("STARTED"));
    }
}
