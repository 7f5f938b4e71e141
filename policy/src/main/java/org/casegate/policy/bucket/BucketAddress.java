// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.bucket;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// Where a bucket is, and how long what is put there must stay.
///
/// @param endpoint    of the store; buckets are named in the path
/// @param region      that requests are signed for
/// @param credentials a file as the store's own tools write it: `[default]`, `aws_access_key_id`, `aws_secret_access_key`
/// @param retention   whole days
public record BucketAddress(URI endpoint, String region, String bucket, Path credentials, Duration retention) {
    @Override
    public String toString() {
        return endpoint + (endpoint.toString().endsWith("/") ? "" : "/") + bucket;
    }
}
