package @package@;

import static dev.mastic.testkit.FrameAssert.assertFrame;

import dev.mastic.core.Arguments;
import dev.mastic.core.frame.Frames;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class @class@Test {
    @Test
    void keepsWhatIsPaid(SparkSession spark) {
        var orders = FrameLiterals.of(spark)
                .frame(
                        "orders",
                        "order long, customer string, status string, amount double",
                        "{'order': 1, 'customer': 'ada', 'status': 'paid', 'amount': 2.5}",
                        "{'order': 2, 'customer': 'kim', 'status': 'open', 'amount': 1.0}",
                        "{'order': 3, 'status': 'paid'}");

        var out = new @class@().transform(Frames.of("orders", orders), Arguments.none());

        assertFrame(out.get("paid"))
                .hasType("order_id long, customer string, amount double")
                .hasRows("{'order_id': 1, 'customer': 'ada', 'amount': 2.5}", "{'order_id': 3}");
    }
}
