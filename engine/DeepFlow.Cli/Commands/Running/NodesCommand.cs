using System.CommandLine;
using System.Globalization;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Nodes;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Running;

internal static class NodesCommand
{
    public static Command Create()
    {
        var command = new Command("nodes", "Show the machines that carry the work out, and what they have free");
        command.SetDatabaseAction(async (_, options, session, cancellation) =>
        {
            new Listing<NodeView>(await session.The<NodeQueries>().ListAsync(cancellation))
                .Column("NODE", node => Form.Short(node.Id))
                .Column("NAME", node => node.Name)
                .Column("KIND", node => node.Kind == NodeKind.Engine ? "engine" : "worker")
                .Column("STATE", node => node.Leads ? $"{node.State}, leads" : node.State)
                .Column("JOBS", node => $"{node.Jobs} of {node.Workers}")
                .Column("CORES", node => $"{Number(node.Used.Cores)} of {Number(node.Capacity.Cores)}")
                .Column("MEMORY", node => $"{new ByteSize(node.Used.Memory)} of {new ByteSize(node.Capacity.Memory)}")
                .Column("GPUS", node => $"{node.Used.Gpus} of {node.Capacity.Gpus}")
                .Column("POOLS", node => string.Join(", ", node.Pools))
                .Column("SEEN", node => Form.Moment(node.SeenAt))
                .Write(options, "No node has been up in the last hour.");
            return 0;
        });
        return command;
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
