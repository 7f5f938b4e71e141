// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.territory;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.register.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A country database in MMDB form, read into memory. At every question the file's time and size are looked at, and a file
/// that was replaced is read again; one that cannot be read does not put out the one before. A file that is gone knows
/// nothing. Thread-safe.
///
/// In memory and not mapped: a mapped file that somebody cuts short while it is read ends the whole process.
public final class CountryDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(CountryDatabase.class);
    /// Country databases have 5 to 20 MB; city databases, which hold countries too, up to about 130.
    private static final long MOST_BYTES = 256L << 20;
    private static final CountryDatabase NONE = new CountryDatabase(Optional.empty());

    private final Optional<Path> file;
    private volatile Loaded loaded = Loaded.NOTHING;

    private CountryDatabase(Optional<Path> file) {
        this.file = file;
    }

    /// Knows no place.
    static CountryDatabase none() {
        return NONE;
    }

    /// The database in this file, which need not be there yet.
    static CountryDatabase at(Path file) {
        return new CountryDatabase(Optional.of(file));
    }

    /// The country of an address, where the database has an ISO 3166-1 code for it.
    Place placeOf(InetAddress address) {
        Optional<Reader> reader = current().reader();
        if (reader.isEmpty()) {
            return Place.UNKNOWN;
        }
        try {
            Map<?, ?> found = reader.get().get(address, Map.class);
            return found == null ? Place.UNKNOWN : country(found);
        } catch (IOException | RuntimeException damaged) {
            LOG.warn("The country database cannot answer: {}", damaged.getClass().getSimpleName());
            return Place.UNKNOWN;
        }
    }

    /// How the database stands.
    State state() {
        Loaded now = current();
        return new State(file, now.reader().map(reader -> reader.getMetadata().buildTime()),
                now.reader().map(reader -> reader.getMetadata().databaseType()), now.fault());
    }

    /// `country.iso_code` as MaxMind and DB-IP write it, `country_code` as others do.
    private static Place country(Map<?, ?> found) {
        Object code = found.get("country") instanceof Map<?, ?> country
                ? country.get("iso_code")
                : found.get("country_code");
        return code instanceof String text ? Place.parse(text).orElse(Place.UNKNOWN) : Place.UNKNOWN;
    }

    private Loaded current() {
        if (file.isEmpty()) {
            return Loaded.NOTHING;
        }
        Optional<Stamp> stamp = Stamp.of(file.get());
        Loaded now = loaded;
        return now.stamp().equals(stamp) && !now.equals(Loaded.NOTHING) ? now : load(file.get(), stamp);
    }

    private synchronized Loaded load(Path from, Optional<Stamp> stamp) {
        if (!loaded.stamp().equals(stamp) || loaded.equals(Loaded.NOTHING)) {
            loaded = read(from, stamp);
            loaded.fault().ifPresent(fault -> LOG.warn("The country database cannot be used: {}", fault));
        }
        return loaded;
    }

    private Loaded read(Path from, Optional<Stamp> stamp) {
        if (stamp.isEmpty()) {
            return new Loaded(stamp, Optional.empty(), Optional.of("there is no file " + from));
        }
        if (stamp.get().bytes() > MOST_BYTES) {
            return new Loaded(stamp, loaded.reader(), Optional.of(from + " is larger than any country database"));
        }
        try {
            Reader reader = new Reader(new ByteArrayInputStream(Files.readAllBytes(from)), new CHMCache());
            return new Loaded(stamp, Optional.of(reader), Optional.empty());
        } catch (NoSuchFileException _) {
            return new Loaded(Optional.empty(), Optional.empty(), Optional.of("there is no file " + from));
        } catch (IOException | RuntimeException unreadable) {
            return new Loaded(stamp, loaded.reader(), Optional.of(from + " cannot be read as an MMDB file"));
        }
    }

    /// How a country database stands.
    ///
    /// @param file  where it is to be; empty where the site gives none
    /// @param built when the data in use were put together; empty where none are in use
    /// @param type  what the data in use call themselves
    /// @param fault why the file as it lies there is not in use
    public record State(Optional<Path> file, Optional<Instant> built, Optional<String> type, Optional<String> fault) {}

    /// Tells one file at a path from the next.
    private record Stamp(FileTime modified, long bytes, Optional<Object> key) {
        static Optional<Stamp> of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Stamp(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey())));
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }

    /// @param stamp  of the file that was looked at last
    /// @param reader of the file in use, which may be an earlier one
    private record Loaded(Optional<Stamp> stamp, Optional<Reader> reader, Optional<String> fault) {
        static final Loaded NOTHING = new Loaded(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
