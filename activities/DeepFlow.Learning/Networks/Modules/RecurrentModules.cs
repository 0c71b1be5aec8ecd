using DeepFlow.Workflows.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>Torch's LSTM, with one output: the last state, or all of them.</summary>
internal sealed class LstmModule : nn.Module<Tensor, Tensor>
{
    private readonly LSTM rnn;
    private readonly Returns returns;

    public LstmModule(Lstm layer, Shape input)
        : base(nameof(LstmModule))
    {
        rnn = nn.LSTM(input.Last, layer.Units, batchFirst: true);
        returns = layer.Returns;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var (states, last, cell) = rnn.call(input);
        cell.Dispose();
        return RecurrentOutput.Of(returns, states, last);
    }
}

/// <summary>Torch's GRU, with one output: the last state, or all of them.</summary>
internal sealed class GruModule : nn.Module<Tensor, Tensor>
{
    private readonly GRU rnn;
    private readonly Returns returns;

    public GruModule(Gru layer, Shape input)
        : base(nameof(GruModule))
    {
        rnn = nn.GRU(input.Last, layer.Units, batchFirst: true);
        returns = layer.Returns;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var (states, last) = rnn.call(input);
        return RecurrentOutput.Of(returns, states, last);
    }
}

internal static class RecurrentOutput
{
    /// <param name="states">Batch x time x units.</param>
    /// <param name="last">1 x batch x units.</param>
    public static Tensor Of(Returns returns, Tensor states, Tensor last)
    {
        if (returns == Returns.Sequence)
        {
            last.Dispose();
            return states;
        }

        states.Dispose();
        using (last)
        {
            return last.squeeze(0);
        }
    }
}
