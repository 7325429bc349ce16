package io.orilla.worker.samples;

import io.orilla.model.signal.Sample;

/**
 * A sample from the lake.
 *
 * @param sequence its number in the signals lane of the node's journal
 * @param position its place among all stored samples of the same query, from 1, those of other
 *     assets counted too
 */
public record StoredSample(Sample sample, long sequence, long position) {}
