package io.orilla.inference.serving;

/**
 * What doors lead to.
 *
 * @param version of this program
 */
public record Engine(
    ModelRepository models, LivePredictions live, Scheduler scheduler, String version) {}
