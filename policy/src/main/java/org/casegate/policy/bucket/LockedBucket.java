// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket with Object Lock. What is put there is locked in compliance mode, which not even the account's root can lift; it is
/// read back before it counts. Whoever holds the credentials can still put another version over an object, or hide it: so of each
/// object only its first version is ever read. Thread-safe.
public final class LockedBucket {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int EXISTS = 412;

    private final BucketAddress address;
    private final InstantSource clock;
    private @Nullable S3Client client;

    /// Nothing is asked yet, and no file read.
    public LockedBucket(BucketAddress address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
    }

    /// The first version of an object.
    ///
    /// @param at when it was put there, by the store's clock
    public record Stored(String key, String version, Instant at) {}

    public BucketAddress address() {
        return address;
    }

    /// Puts an object there and reads it back. What is there stays as it is.
    ///
    /// @return whether it was new
    /// @throws IOException if the store does not take it, or does not lock it
    public boolean put(String key, byte[] octets) throws IOException {
        Instant until = clock.instant().plus(address.retention()).truncatedTo(ChronoUnit.SECONDS);
        PutObjectRequest request = PutObjectRequest.builder().bucket(address.bucket()).key(key).ifNoneMatch("*")
                .contentType("text/plain; charset=utf-8").checksumSHA256(sha256(octets))
                .objectLockMode(ObjectLockMode.COMPLIANCE).objectLockRetainUntilDate(until).build();
        return ask(s3 -> {
            String version;
            try {
                version = s3.putObject(request, RequestBody.fromBytes(octets)).versionId();
            } catch (S3Exception there) {
                if (there.statusCode() != EXISTS) {
                    throw there;
                }
                HeadObjectResponse head = s3.headObject(each -> each.bucket(address.bucket()).key(key));
                requireLocked(key, head.objectLockMode());
                return false;
            }
            ResponseBytes<GetObjectResponse> back = s3.getObject(
                    each -> each.bucket(address.bucket()).key(key).versionId(version), ResponseTransformer.toBytes());
            requireLocked(key, back.response().objectLockMode());
            Instant kept = back.response().objectLockRetainUntilDate();
            if (kept == null || kept.isBefore(until)) {
                throw new NotKept(key + " is locked until " + kept + ", and not until " + until);
            }
            if (!Arrays.equals(back.asByteArrayUnsafe(), octets)) {
                throw new NotKept(key + " does not read back as it was put");
            }
            return true;
        });
    }

    private static void requireLocked(String key, @Nullable ObjectLockMode mode) {
        if (mode != ObjectLockMode.COMPLIANCE) {
            throw new NotKept(
                    key + " is not locked in compliance mode: the bucket needs Object Lock, and its credentials the"
                            + " right to put and to see retention");
        }
    }

    /// The objects whose names begin so, also those that were hidden or put over since.
    public List<Stored> list(String prefix) throws IOException {
        return ask(s3 -> {
            Map<String, Stored> first = new LinkedHashMap<>();
            for (ObjectVersion version : s3
                    .listObjectVersionsPaginator(each -> each.bucket(address.bucket()).prefix(prefix)).versions()) {
                Stored stored = new Stored(version.key(), version.versionId(), version.lastModified());
                // of one name the newest comes first, also among those of one second
                first.merge(stored.key(), stored, (newer, older) -> older.at().isAfter(newer.at()) ? newer : older);
            }
            return List.copyOf(first.values());
        });
    }

    /// An object's octets.
    public byte[] read(Stored stored) throws IOException {
        return ask(s3 -> s3.getObject(
                each -> each.bucket(address.bucket()).key(stored.key()).versionId(stored.version()),
                ResponseTransformer.toBytes()).asByteArray());
    }

    private <T> T ask(Function<S3Client, T> question) throws IOException {
        try {
            return question.apply(client());
        } catch (S3Exception refused) {
            throw new IOException(address + " answers " + refused.statusCode() + ", "
                    + refused.awsErrorDetails().errorCode(), refused);
        } catch (SdkException unreachable) {
            throw new IOException(address + " cannot be reached: " + unreachable.getMessage(), unreachable);
        } catch (NotKept bad) {
            throw new IOException(address + ": " + bad.getMessage(), bad);
        }
    }

    private synchronized S3Client client() throws IOException {
        S3Client known = client;
        if (known == null) {
            known = S3Client.builder()
                    .endpointOverride(address.endpoint())
                    .region(Region.of(address.region()))
                    .credentialsProvider(ProfileCredentialsProvider.builder().profileFile(credentials())
                            .profileName("default").build())
                    // one signed body, as every store takes it
                    .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true)
                            .chunkedEncodingEnabled(false).build())
                    .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT)
                            .socketTimeout(ANSWER))
                    // nothing of the machine's own settings for the store
                    .overrideConfiguration(each -> each
                            .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
                            .apiCallTimeout(ANSWER.multipliedBy(2)))
                    .build();
            client = known;
        }
        return known;
    }

    private ProfileFile credentials() throws IOException {
        Path file = address.credentials();
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(mode)) {
                throw new IOException("%s is open to others (mode %s). Run: chmod 600 %s".formatted(file,
                        PosixFilePermissions.toString(mode), file));
            }
        } catch (NoSuchFileException _) {
            throw new IOException("there is no file " + file);
        }
        return ProfileFile.builder().content(file).type(ProfileFile.Type.CREDENTIALS).build();
    }

    private static String sha256(byte[] octets) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The store does not do what it was asked for.
    private static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKept(String what) {
            super(what);
        }
    }
}
