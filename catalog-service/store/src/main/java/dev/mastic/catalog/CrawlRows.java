// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlRecord.State;
import dev.mastic.core.crawl.CrawlSummary;
import dev.mastic.core.failure.EtlException;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table crawls: the history of crawls, and who holds a crawler; inside transactions. Times are those of the database's clock. */
record CrawlRows(Dialect dialect) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STOPPING = "STOPPING";
    private static final String HOLDS = "state in ('RUNNING', '" + STOPPING + "')";
    private static final String DEAD = "its process has ended without a word: its lease ran out";

    /**
     * A crawl.
     *
     * @param stopping whether it was told to stop and has not ended
     */
    record Row(CrawlRecord crawl, Instant expires, boolean stopping) {}

    void insert(Handle handle, String crawler, String crawlId, Duration lease) {
        handle.execute(
                "insert into crawls (crawl_id, crawler_name, state, started, expires, summary) values (?, ?, 'RUNNING', "
                        + dialect.now() + ", " + dialect.now() + " + ?, ?)",
                crawlId,
                crawler,
                lease.toMillis(),
                write(CrawlSummary.NOTHING));
    }

    /** The crawl that holds the crawler now. */
    Optional<Row> holder(Handle handle, String crawler) {
        return handle.createQuery(
                        "select * from crawls where crawler_name = ? and " + HOLDS + " and expires > " + dialect.now())
                .bind(0, crawler)
                .map((row, context) -> row(row))
                .findFirst();
    }

    /** Those of a crawler whose lease has run out have failed. */
    void endDead(Handle handle, String crawler) {
        handle.execute(
                "update crawls set state = 'FAILED', ended = expires, error = ? where crawler_name = ? and " + HOLDS
                        + " and expires <= " + dialect.now(),
                DEAD,
                crawler);
    }

    Optional<Row> find(Handle handle, String crawlId) {
        return handle.createQuery("select * from crawls where crawl_id = ?")
                .bind(0, crawlId)
                .map((row, context) -> row(row))
                .findOne();
    }

    /** Answers whether it may go on. */
    boolean renew(Handle handle, String crawlId, Duration lease) {
        return handle.execute(
                        "update crawls set expires = " + dialect.now()
                                + " + ? where crawl_id = ? and state = 'RUNNING' and expires > " + dialect.now(),
                        lease.toMillis(),
                        crawlId)
                == 1;
    }

    void stop(Handle handle, CrawlRecord crawl) {
        handle.execute("update crawls set state = '" + STOPPING + "' where crawl_id = ?", crawl.id());
    }

    void end(Handle handle, String crawlId, State state, CrawlSummary summary, Optional<String> error) {
        handle.execute(
                "update crawls set state = ?, ended = " + dialect.now()
                        + ", summary = ?, error = ? where crawl_id = ? and " + HOLDS + " and expires > "
                        + dialect.now(),
                state.name(),
                write(summary),
                error.orElse(null),
                crawlId);
    }

    List<CrawlRecord> newest(Handle handle, String crawler, int most) {
        return handle.createQuery("select * from crawls where crawler_name = ? order by id desc limit ?")
                .bind(0, crawler)
                .bind(1, most)
                .map((row, context) -> row(row).crawl())
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        var state = row.getString("state");
        long ended = row.getLong("ended");
        var crawl = new CrawlRecord(
                row.getString("crawl_id"),
                row.getString("crawler_name"),
                state.equals(STOPPING) ? State.RUNNING : State.valueOf(state),
                Instant.ofEpochMilli(row.getLong("started")),
                ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                summary(row.getString("summary")),
                Optional.ofNullable(row.getString("error")));
        return new Row(crawl, Instant.ofEpochMilli(row.getLong("expires")), state.equals(STOPPING));
    }

    private static String write(CrawlSummary summary) {
        try {
            return JSON.writeValueAsString(summary);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of numbers is always JSON", e);
        }
    }

    private static CrawlSummary summary(String text) {
        try {
            return JSON.readValue(text, CrawlSummary.class);
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the history of crawls: " + e.getOriginalMessage(), e);
        }
    }
}
