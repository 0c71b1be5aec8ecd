using TorchSharp;
using static TorchSharp.torch;
using LinearModule = TorchSharp.Modules.Linear;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>Self-attention over batch x time x features; queries, keys and values come out of one matrix, in this order.</summary>
internal sealed class SelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly LinearModule inputs;
    private readonly LinearModule output;
    private readonly long heads;

    public SelfAttention(int heads, int features)
        : base(nameof(SelfAttention))
    {
        this.heads = heads;
        inputs = nn.Linear(features, 3L * features);
        output = nn.Linear(features, features);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (batch, time, features) = (input.shape[0], input.shape[1], input.shape[2]);
        var parts = inputs.call(input).view(batch, time, 3, heads, features / heads).permute(2, 0, 3, 1, 4);   // part x batch x head x time x share
        var attended = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return output.call(attended.transpose(1, 2).reshape(batch, time, features)).MoveToOuterDisposeScope();
    }
}
