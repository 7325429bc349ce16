package io.orilla.model.node;

import org.jspecify.annotations.Nullable;

/**
 * What a node measures of the machine that it runs on.
 *
 * @param processor share of all its processors that is busy, 0 to 1; likewise the agent's own part
 *     of it
 * @param memory bytes that it has, and that it could still give
 * @param disk bytes that the home's disk has, and that are free for the agent
 * @param temperature of its hottest part that says so, °C; absent where none does
 * @param received bytes over all its networks since it started, but for loopback; likewise sent
 */
public record MachineFigures(
    double processor,
    double agent,
    long memory,
    long memoryFree,
    long disk,
    long diskFree,
    @Nullable Double temperature,
    long received,
    long sent) {}
