// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files in the shape of Popolo's legislators, which Glue's join and relationalize sample reads: as many persons, memberships and
 * organizations, with the same fields in the same order. The values are made up, the same in each call.
 *
 * @see <a href="https://www.popoloproject.com/specs/">Popolo</a>
 */
final class LegislatorFiles {
    static final int PERSONS = 1_961;
    static final int MEMBERSHIPS = 10_439;
    static final int ORGANIZATIONS = 13;
    static final String HOUSE = "d56acebe-8fdc-47bc-8b53-20170a3214bc";
    static final String SENATE = "8fa6c3d2-71dc-4788-9ed5-fc27a51c6a3b";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTIES = List.of(
            "AL",
            "Democrat",
            "Democrat",
            "Democrat-Liberal",
            "Independent",
            "Independent",
            "New Progressive",
            "Popular Democrat",
            "Republican",
            "Republican",
            "Republican-Conservative");

    private LegislatorFiles() {}

    /** Writes {@code persons.json}, {@code memberships.json} and {@code organizations.json}. */
    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var persons = new ArrayList<ObjectNode>();
        for (int i = 0; i < PERSONS; i++) {
            persons.add(person(i));
        }
        lines(folder.resolve("persons.json"), persons);
        var memberships = new ArrayList<ObjectNode>();
        for (int i = 0; i < MEMBERSHIPS; i++) {
            memberships.add(membership(i));
        }
        lines(folder.resolve("memberships.json"), memberships);
        var organizations = new ArrayList<ObjectNode>();
        for (var party : PARTIES) {
            organizations.add(party(organizations.size(), party));
        }
        organizations.add(chamber(HOUSE, "House of Representatives", 435, "lower house"));
        organizations.add(chamber(SENATE, "Senate", 100, "upper house"));
        lines(folder.resolve("organizations.json"), organizations);
    }

    /** How many memberships a person has: their arrays stand in so many rows of the history. */
    static int memberships(int person) {
        return MEMBERSHIPS / PERSONS + (person < MEMBERSHIPS % PERSONS ? 1 : 0);
    }

    /** How many contact details a person has: most have none. */
    static int contacts(int person) {
        return person % 7 == 0 ? 3 : 0;
    }

    private static ObjectNode person(int i) {
        var person = JSON.createObjectNode().put("family_name", "Family" + i).put("name", "Given" + i + " Family" + i);
        pair(person, "links", 1 + i % 2, "note", "url");
        person.put("gender", i % 3 == 0 ? "female" : "male").put("image", "https://example.org/" + i + ".jpg");
        pair(person, "identifiers", 2 + i % 3, "scheme", "identifier");
        var names = person.putArray("other_names");
        for (int j = 0; j < i % 4; j++) {
            names.addObject().put("note", "spelling").put("name", "Other " + j).put("lang", j % 2 == 0 ? "en" : "es");
        }
        person.put("sort_name", "Family" + i + ", Given" + i);
        person.putArray("images").addObject().put("url", "https://example.org/" + i + ".jpg");
        person.put("given_name", "Given" + i)
                .put("birth_date", "19" + (10 + i % 80) + "-01-01")
                .put("id", id(i));
        if (contacts(i) > 0) {
            pair(person, "contact_details", contacts(i), "type", "value");
        }
        return i % 50 == 0 ? person.put("death_date", "2016-01-01") : person;
    }

    private static void pair(ObjectNode person, String field, int many, String first, String second) {
        var array = person.putArray(field);
        for (int i = 0; i < many; i++) {
            array.addObject()
                    .put(first, first + i)
                    .put(second, person.path("name").asText() + " " + i);
        }
    }

    private static ObjectNode membership(int i) {
        int term = 97 + i / PERSONS;
        var membership = JSON.createObjectNode()
                .put("area_id", "ocd-division/country:us/cd:" + i % 435)
                .put("on_behalf_of_id", "party/" + i % 11)
                .put("organization_id", i % 5 == 0 ? SENATE : HOUSE)
                .put("role", "representative")
                .put("person_id", id(i % PERSONS))
                .put("legislative_period_id", "term/" + term);
        membership.put("start_date", (1981 + 2 * (term - 97)) + "-01-05");
        return i % 9 == 0 ? membership.put("end_date", (1982 + 2 * (term - 97)) + "-06-01") : membership;
    }

    private static ObjectNode party(int i, String name) {
        var party = JSON.createObjectNode().put("classification", "party");
        party.putArray("links").addObject().put("note", "website").put("url", "https://example.org/party/" + i);
        party.put("image", "https://example.org/party/" + i + ".png");
        party.putArray("identifiers").addObject().put("scheme", "wikidata").put("identifier", "Q" + i);
        party.putArray("other_names")
                .addObject()
                .put("lang", "en")
                .put("note", "multilingual")
                .put("name", name);
        return party.put("id", "party/" + i).put("name", name);
    }

    private static ObjectNode chamber(String id, String name, int seats, String type) {
        var chamber = JSON.createObjectNode().put("classification", "legislature");
        chamber.putArray("identifiers").addObject().put("scheme", "wikidata").put("identifier", "Q" + seats);
        return chamber.put("id", id).put("name", name).put("seats", seats).put("type", type);
    }

    private static String id(int person) {
        return String.format("%08x-0000-4000-8000-%012x", person * 2654435761L & 0xFFFFFFFFL, person);
    }

    private static void lines(Path file, List<ObjectNode> records) throws IOException {
        Files.write(file, records.stream().map(ObjectNode::toString).toList());
    }
}
