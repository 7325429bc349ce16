package io.orilla.connector.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Json;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointReaderTest {
  private static final ModbusSettings SETTINGS =
      ModbusSettings.read(Json.mapper().createObjectNode().put("host", "plc"));

  private static Point point(String address) {
    return PointReader.read(
        new SourceSpec.Signal(new SignalName("a/b/c/d/e"), address, null), SETTINGS);
  }

  /** Registers from the point's first on, as on the wire, and the value they mean. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          holding/0                                | FFFF             | 65535
          holding/0?type=int16                     | FFFE             | -2
          holding/0?type=int16&scale=0.1&offset=5  | 0019             | 7.5
          holding/0?type=uint32                    | 80000000         | 2147483648
          holding/0?type=int32                     | FFFFFFF9         | -7
          holding/0?type=int32&order=CDAB          | FFF9FFFF         | -7
          holding/0?type=uint32&order=BADC         | 22114433         | 287454020
          holding/0?type=uint32&order=DCBA         | 44332211         | 287454020
          holding/0?type=float32                   | 41480000         | 12.5
          holding/0?type=float32&order=CDAB        | 00004148         | 12.5
          holding/0?type=float64                   | 4029000000000000 | 12.5
          holding/0?type=float64&order=CDAB        | 0000000000004029 | 12.5
          holding/0?type=uint64                    | FFFFFFFFFFFFFFFF | 18446744073709551615
          holding/0?type=int64                     | FFFFFFFFFFFFFFFF | -1
          holding/0?bits=3                         | 0008             | true
          holding/0?bits=4                         | 0008             | false
          holding/0?bits=4-7                       | 12A4             | 10
          holding/0?type=uint32&bits=16-31         | 12345678         | 4660
          holding/0?type=text&length=4             | 70756D7020370000 | pump 7
          holding/0?type=bool                      | 0001             | true
          holding/0?factor=1                       | 0019FFFE         | 0.25
          holding/0?type=bytes&length=2            | 01020304         | 4 bytes
          """)
  void registersMeanWhatTheAddressSays(String address, String registers, String value) {
    Point point = point(address);
    byte[] read = HexFormat.of().parseHex(registers);
    Value meant = point.value(point.bytes(read, 0), point.power(read, 0));
    assertThat(meant.text()).isEqualTo(value);
  }

  @Test
  void whatADeviceMeansByNoneIsNoValue() {
    Point point = point("holding/0?type=int16&absent=0x8000");
    assertThat(point.isAbsent(new byte[] {(byte) 0x80, 0}, 0)).isTrue();
    assertThat(point.isAbsent(new byte[] {0x7F, (byte) 0xFF}, 0)).isFalse();
  }

  /** SunSpec's 0x8000 for a power of ten would make a zero of every value. */
  @Test
  void aValueWithoutItsPowerOfTenIsNoValue() {
    byte[] read = HexFormat.of().parseHex("00198000");
    Point point = point("holding/0?factor=1");
    assertThat(point.isAbsent(point.bytes(read, 0), point.power(read, 0))).isTrue();
    assertThat(point.isAbsent(point.bytes(read, 0), -10)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          holding/65536             | 'holding/65536' is no place of a device
          register/1                | 'register/1' is no place of a device
          holding/65535?type=int32  | spans 2 registers up to 65536
          holding/1?tpye=int16      | has the unknown option 'tpye' (did you mean 'type'?); allowed are type, order,
          holding/1?type=int15      | the option type=int15 is wrong: there are [bool, uint16,
          holding/1?type=text       | text needs its length in registers, as length=8
          holding/1?length=2        | uint16 has 1 registers: leave out the length
          holding/1?bits=16         | the option bits=16 is wrong: write one as 3 or some as 4-7
          holding/1?scale=a         | the option scale=a is wrong
          holding/1?unit=256        | the option unit=256 must lie in [0, 255]
          holding/1?factor=900      | spans 900 registers up to 900, with its factor
          coil/1?type=int16         | a coil or discrete input is a bit: leave out its type
          """)
  void aMistakeIsNamedWithARemedy(String address, String message) {
    assertThatThrownBy(() -> point(address)).hasMessageContaining(message);
  }

  @Test
  void pointsThatLieTogetherAreReadTogether() {
    List<Point> points =
        List.of(
            point("holding/300"),
            point("holding/0"),
            point("holding/9"),
            point("holding/19"),
            point("input/0"),
            point("holding/1?unit=2"),
            point("coil/7"));
    assertThat(new ReadPlan(SETTINGS, points).blocks())
        .extracting(
            block ->
                block.unit()
                    + " "
                    + block.table().text()
                    + " "
                    + block.from()
                    + "+"
                    + block.count())
        .containsExactly(
            "1 coil 7+1",
            "1 input 0+1",
            "1 holding 0+10",
            "1 holding 19+1",
            "1 holding 300+1",
            "2 holding 1+1");
  }
}
