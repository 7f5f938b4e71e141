// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.LoggerFactory;

/// The log, for operators: warnings on standard error, and where a gateway runs all of it in a folder, a file a day, kept for
/// 30 days. It carries ids, agencies and clauses as they are given to it, and no names.
public final class Log {
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{20} %replace(%msg){'[\\r\\n]+',' | '} %kvp%n";
    private static final int DAYS = 30;

    private Log() {}

    /// For a command that says everything itself.
    public static void nowhere() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    /// For a short command: warnings on standard error.
    public static void onStandardError() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        root(context, Level.WARN).addAppender(console(context));
    }

    /// For a command that signs somebody in: the security log goes into the gateway's folder, beside the gateway's own file,
    /// which may be another process's. Where the folder is not there or not ours, the command goes on and says so.
    public static void signInsInto(Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (!Files.isWritable(folder)) {
            LoggerFactory.getLogger(Log.class)
                    .warn("The sign-in is not in the security log: {} cannot be written", folder);
            return;
        }
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setPrudent(true); // commands may run side by side
        roll(context, file, folder.resolve("commands.%d{yyyy-MM-dd}.log"));
        Logger security = context.getLogger("casegate.security");
        security.setLevel(Level.INFO);
        security.addAppender(started(context, file, LINE));
    }

    /// For a gateway: into a folder, made for its owner only; warnings on standard error too.
    public static void into(Path folder) throws IOException {
        Files.createDirectories(folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = root(context, Level.WARN);
        root.addAppender(console(context));
        root.addAppender(file(context, folder));
        context.getLogger("org.casegate").setLevel(Level.INFO);
        // MINA writes accounts and addresses at WARN; what an operator needs of them stands in the security log.
        context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
        context.getLogger("org.casegate.sftp.server.OnlySftp").setLevel(Level.ERROR);
        context.getLogger("org.casegate.sftp.account.CertificateKey").setLevel(Level.ERROR);
    }

    private static Logger root(LoggerContext context, Level level) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        return root;
    }

    private static Appender<ILoggingEvent> console(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel("WARN");
        warnings.start();
        console.addFilter(warnings);
        return started(context, console, "%-5level %msg%n%nopex");
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Path folder) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(folder.resolve("casegate.log").toString());
        roll(context, file, folder.resolve("casegate.%d{yyyy-MM-dd}.log"));
        return started(context, file, LINE);
    }

    private static void roll(LoggerContext context, RollingFileAppender<ILoggingEvent> file, Path pattern) {
        TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
        daily.setContext(context);
        daily.setParent(file);
        daily.setFileNamePattern(pattern.toString());
        daily.setMaxHistory(DAYS);
        daily.start();
        file.setRollingPolicy(daily);
    }

    private static Appender<ILoggingEvent> started(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender,
            String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
