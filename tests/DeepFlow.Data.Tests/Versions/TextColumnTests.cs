using System.Collections.Immutable;
using DeepFlow.Data.Objects;
using DeepFlow.Data.Versions;
using DeepFlow.Testing;

namespace DeepFlow.Data.Tests.Versions;

public sealed class TextColumnTests : IDisposable
{
    private static readonly Gen<TextColumn> Columns =
        from values in Gen.String[Gen.Char.AlphaNumeric, 1, 4].Array[1, 5]
        let distinct = values.Distinct().ToImmutableArray()
        from codes in Gen.Int[TextColumn.None, distinct.Length - 1].Array[0, 50]
        select new TextColumn(distinct, codes);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Column_WrittenAndRead_IsTheSame()
    {
        var objects = new FolderObjectStore(folder.Path);
        await Columns.ForEachAsync(async column =>
        {
            var read = await TextColumn.ReadAsync(objects, await column.WriteAsync(objects, default), default);

            read.Values.Should().Equal(column.Values);
            read.Codes.Should().Equal(column.Codes);
        }, times: 50);
    }

    [Fact]
    public void Concat_AnyColumns_KeepsEveryText() => Columns.Array[1, 4].ForEach(columns =>
    {
        var joined = TextColumn.Concat(columns);

        Texts(joined).Should().Equal(columns.SelectMany(Texts));
        joined.Values.Should().OnlyHaveUniqueItems();
    });

    [Fact]
    public void CountOf_SomeRows_CountsThoseOnly() =>
        new TextColumn(["a", "b", "c"], [0, 0, 1, TextColumn.None]).CountOf([1, 2, 3]).Should().Equal(1, 1, 0);

    private static IEnumerable<string?> Texts(TextColumn column) => Enumerable.Range(0, column.Count).Select(row => column[row]);
}
