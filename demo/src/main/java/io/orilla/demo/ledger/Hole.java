package io.orilla.demo.ledger;

/** Numbers of a node's lane that the lake lacks, below the last that it has of a journal epoch. */
public record Hole(String node, String epoch, long first, long last) {
  @Override
  public String toString() {
    return node + " " + epoch + " " + first + " to " + last;
  }
}
