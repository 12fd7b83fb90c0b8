package @package@;

import dev.mastic.core.Arguments;
import dev.mastic.core.EtlJob;
import dev.mastic.core.JobSpec;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.Frames;

/** The orders that are paid; line for line like @job@.conf. */
public final class @class@ implements EtlJob {
    private static final long serialVersionUID = 1L;

    @Override
    public JobSpec spec(Arguments arguments) {
        var in = arguments.find("in").orElse("data/orders");
        var out = arguments.find("out").orElse("out");
        return JobSpec.named("@job@")
                .source("orders", Sources.path(in)
                        .format("json")
                        .schema("order long, customer string, status string, amount double"))
                .sink("paid", Sinks.files(out + "/paid").parquet())
                .faults(out + "/rejects", 0.5);
    }

    @Override
    public Frames transform(Frames in, Arguments arguments) {
        var paid = in.get("orders")
                .filter("status = 'paid'")
                .applyMapping("order -> order_id", "customer -> customer", "amount -> amount");
        return Frames.of("paid", paid);
    }
}
