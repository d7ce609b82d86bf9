# %% [markdown]
# # A notebook of {{ shop.adds }}
