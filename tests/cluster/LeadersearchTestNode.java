import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;

/**
 * One node of a cluster for tests: {@code LeadersearchTestNode FOLDER SETTINGS}.
 *
 * <p>SETTINGS is a properties file of OpenSearch settings. The node lives as long as its standard input is open. The
 * kernel closes that when the program at the other end has died, however it died, so no node is ever left behind.
 */
public final class LeadersearchTestNode {
    private static final List<String> LISTS =
            List.of("discovery.seed_hosts", "cluster.initial_cluster_manager_nodes", "node.roles");

    private LeadersearchTestNode() {}

    public static void main(final String[] args) throws IOException {
        final InputStream lifeline = System.in;
        // Before the node, since a test run may die while it starts; the only thread that keeps the JVM from ending.
        new Thread(() -> leaveWith(lifeline), "lifeline").start();

        final Properties settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of(args[1]))) {
            settings.load(file);
        }
        final int port = Integer.parseInt(settings.getProperty("http.port"));
        final OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(-1); // no bound on ports: they are chosen before
        try {
            runner.onBuild((number, builder) -> settings.forEach((key, value) -> put(builder, (String) key, (String) value)))
                    .build(OpenSearchRunner.newConfigs()
                            .basePath(args[0])
                            .clusterName(settings.getProperty("cluster.name"))
                            .numOfNode(1)
                            .baseHttpPort(port - 1) // the runner counts nodes from 1
                            .printOnFailure());
        } catch (final Throwable problem) { // errors of linking, too
            problem.printStackTrace();
            Runtime.getRuntime().halt(1); // exit() waits for threads of a node that is half there
        }
    }

    private static void put(final Settings.Builder builder, final String key, final String value) {
        if (LISTS.contains(key)) {
            builder.putList(key, value.split(","));
        } else {
            builder.put(key, value);
        }
    }

    /** Wait for the end of input, then end at once: whoever could want an orderly end has gone. */
    private static void leaveWith(final InputStream lifeline) {
        try {
            while (lifeline.read() >= 0) {}
        } catch (final IOException broken) {
            // as good as closed
        }
        Runtime.getRuntime().halt(0);
    }
}
