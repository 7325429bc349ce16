package io.orilla.demo.ledger;

/**
 * Rows that closed since the first prediction of their asset, within a journal epoch: what is held
 * of values behind the last sample of one is closed by the first of the next, which holds nothing.
 *
 * @param missed those that have no prediction record
 * @param givenUp those that have none, lie where a journal epoch ended and another began, and are
 *     no more than the predictions that their node named as given up
 * @param twice those that have more than one
 */
public record Windows(long windows, long missed, long givenUp, long twice) {}
