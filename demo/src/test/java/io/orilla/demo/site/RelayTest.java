package io.orilla.demo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay before a server that sends back what it gets. */
class RelayTest {
  private ServerSocket echo;
  private Relay relay;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    relay = new Relay(echo.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    echo.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = echo.accept();
        Thread.ofVirtual().start(() -> sendBack(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void sendBack(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // The relay cut the connection.
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static byte[] exchange(Socket socket, int bytes) throws IOException {
    socket.getOutputStream().write(new byte[bytes]);
    return socket.getInputStream().readNBytes(bytes);
  }

  @Test
  void inFairWeatherAllPassesAndIsCounted() throws IOException {
    try (Socket socket = connect()) {
      assertThat(exchange(socket, 1_000)).hasSize(1_000);
      assertThat(relay.up()).isEqualTo(1_000);
      assertThat(relay.down()).isEqualTo(1_000);
    }
  }

  @Test
  void aConnectionIsCutInTheMiddleOfAnAnswer() throws IOException {
    relay.turn(new Weather.Cutting(300));
    try (Socket socket = connect()) {
      assertThat(exchange(socket, 1_000)).hasSize(300);
    }
  }

  @Test
  void bitsTurnOnTheWayToTheNode() throws IOException {
    relay.turn(new Weather.Flipping(400));
    try (Socket socket = connect()) {
      byte[] received = exchange(socket, 1_000);
      assertThat(received[399]).isZero();
      assertThat(received[400]).isEqualTo((byte) 1);
      assertThat(received[800]).isEqualTo((byte) 1);
    }
  }

  /** Not refused, not closed: whoever waits for an answer has to notice by himself. */
  @Test
  void aHalfOpenConnectionTakesWhatIsSentAndSaysNothing() throws IOException {
    try (Socket socket = connect()) {
      exchange(socket, 10);
      relay.turn(new Weather.HalfOpen());
      socket.getOutputStream().write(new byte[10]);
      socket.setSoTimeout(100);
      InputStream in = socket.getInputStream();
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatStandsIsCutWhenNobodyIsLetThrough() throws IOException {
    try (Socket socket = connect()) {
      exchange(socket, 10);
      relay.turn(new Weather.Refusing());
      assertThat(endsOf(socket)).isTrue();
    }
    try (Socket refused = connect()) {
      assertThat(endsOf(refused)).isTrue();
    }
    relay.turn(Weather.FAIR);
    try (Socket again = connect()) {
      assertThat(exchange(again, 10)).hasSize(10);
    }
  }

  private static boolean endsOf(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
