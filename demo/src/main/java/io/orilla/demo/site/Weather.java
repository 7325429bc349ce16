package io.orilla.demo.site;

/** What a {@link Relay} does to the bytes that it is to carry. */
public sealed interface Weather {
  Weather FAIR = new Fair();

  /** Seen from the node. */
  enum Direction {
    UP,
    DOWN
  }

  /**
   * Does it to a piece, in place; answers how many of its bytes pass.
   *
   * @param before bytes of the connection that came before, in this direction
   */
  int pass(byte[] piece, int length, long before, Direction direction) throws InterruptedException;

  /** All passes. */
  record Fair() implements Weather {
    @Override
    public int pass(byte[] piece, int length, long before, Direction direction) {
      return length;
    }
  }

  /** Nobody is let through; connections that stand are cut. */
  record Refusing() implements Weather {
    @Override
    public int pass(byte[] piece, int length, long before, Direction direction) {
      return 0;
    }
  }

  /** Connections stand and take what is sent; nothing arrives, in neither direction. */
  record HalfOpen() implements Weather {
    @Override
    public int pass(byte[] piece, int length, long before, Direction direction) {
      return 0;
    }
  }

  /** So many bytes a second pass in each direction of a connection. */
  record Slow(int bytesPerSecond) implements Weather {
    @Override
    public int pass(byte[] piece, int length, long before, Direction direction)
        throws InterruptedException {
      Thread.sleep(Math.max(1, 1000L * length / bytesPerSecond));
      return length;
    }
  }

  /** Each connection breaks after so many bytes to the node. */
  record Cutting(long after) implements Weather {
    @Override
    public int pass(byte[] piece, int length, long before, Direction direction) {
      return direction == Direction.UP ? length : (int) Math.clamp(after - before, 0, length);
    }
  }

  /** A bit turns in so many bytes to the node. */
  record Flipping(int oneIn) implements Weather {
    @Override
    public int pass(byte[] piece, int length, long before, Direction direction) {
      long next = (before / oneIn + 1) * oneIn;
      for (; direction == Direction.DOWN && next < before + length; next += oneIn) {
        piece[(int) (next - before)] ^= 1;
      }
      return length;
    }
  }
}
